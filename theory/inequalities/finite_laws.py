"""Divergences of laws on finitely many points, enclosed in balls: a law is a tuple of fractions that add up to one."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import arb

Law = tuple[Fraction, ...]
Divergence = Callable[[Law, Law], arb]


def ball(value: Fraction | int) -> arb:
    value = Fraction(value)
    return arb(value.numerator) / value.denominator


def mixture(p: Law, q: Law) -> Law:
    """m = (p + q)/2."""
    return tuple((a + b) / 2 for a, b in zip(p, q, strict=True))


def kullback_leibler(p: Law, q: Law) -> arb:
    """KL(p || q), the sum of p log(p/q); where p = 0 there is nothing to add.  It is infinite if q = 0 < p: refused."""
    if any(b == 0 < a for a, b in zip(p, q, strict=True)):
        raise ValueError(f"KL({p} || {q}) is infinite")
    return sum((ball(a) * ball(a / b).log() for a, b in zip(p, q, strict=True) if a), arb(0))


def jensen_shannon(p: Law, q: Law) -> arb:
    """JSD = KL(p || m)/2 + KL(q || m)/2."""
    m = mixture(p, q)
    return (kullback_leibler(p, m) + kullback_leibler(q, m)) / 2


def jeffreys(p: Law, q: Law) -> arb:
    """J = KL(p || q) + KL(q || p)."""
    return kullback_leibler(p, q) + kullback_leibler(q, p)


def twice_mixture_kl(p: Law, q: Law) -> arb:
    """2 KL(m || p)."""
    return 2 * kullback_leibler(mixture(p, q), p)


def variation(p: Law, q: Law) -> Fraction:
    """TV = half the sum of |p - q|, a fraction."""
    return sum((abs(a - b) for a, b in zip(p, q, strict=True)), Fraction(0)) / 2


def total_variation(p: Law, q: Law) -> arb:
    return ball(variation(p, q))


def squared_variation(p: Law, q: Law) -> arb:
    return ball(variation(p, q) ** 2)


def triangular(p: Law, q: Law) -> arb:
    """Delta, the sum of (p - q)^2/(p + q)."""
    return ball(sum(((a - b) ** 2 / (a + b) for a, b in zip(p, q, strict=True) if a + b), Fraction(0)))


def squared_hellinger(p: Law, q: Law) -> arb:
    """H^2 = 1 - the sum of sqrt(p q)."""
    return 1 - sum((ball(a * b).sqrt() for a, b in zip(p, q, strict=True)), arb(0))


def ratio(above: Divergence, below: Divergence, p: Law, q: Law) -> arb:
    """above(p, q)/below(p, q)."""
    return above(p, q) / below(p, q)
