"""Divergences of laws on finitely many points and of uniform laws, infinite ones included, in exact fractions and
balls."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction

from flint import arb

Law = tuple[Fraction, ...]
#: What an infinite divergence is called.
INFINITE = "infinity"


def log(x: Fraction | int) -> arb:
    """The logarithm as a ball."""
    x = Fraction(x)
    return (arb(x.numerator) / x.denominator).log()


def kl(p: Law, q: Law) -> arb | str:
    """KL(p || q), 0 log 0 = 0; "infinity" if q = 0 < p somewhere."""
    if any(a > 0 and b == 0 for a, b in zip(p, q, strict=True)):
        return INFINITE
    return sum((log(a / b) * a.numerator / a.denominator for a, b in zip(p, q, strict=True) if a), arb(0))


def is_infinite(p: Law, q: Law) -> tuple[bool, bool]:
    """Whether KL(p || q) and KL(q || p) are infinite."""
    return kl(p, q) == INFINITE, kl(q, p) == INFINITE


def mixture(p: Law, q: Law) -> Law:
    """(p + q)/2."""
    return tuple((a + b) / 2 for a, b in zip(p, q, strict=True))


def jsd(p: Law, q: Law) -> arb:
    """Half of KL(p || m) and half of KL(q || m): always finite."""
    one, other = kl(p, mixture(p, q)), kl(q, mixture(p, q))
    if isinstance(one, str) or isinstance(other, str):
        raise ArithmeticError("m vanishes where p or q does not, which cannot be")
    return (one + other) / 2


def on_a_grid(interval: Law, grid: Law) -> Law:
    """The masses of the uniform law on an interval in the cells of a grid that has its ends among its points."""
    low, high = interval
    return tuple((b - a) / (high - low) if low <= a and b <= high else Fraction(0) for a, b in itertools.pairwise(grid))


def of_uniforms(measure: Callable[[Law, Law], arb | str], first: tuple, second: tuple) -> arb | str:
    """A divergence of two uniform laws: of their masses in the cells between all four ends (within a cell both are
    flat)."""
    grid = tuple(sorted({*map(Fraction, first), *map(Fraction, second)}))
    return measure(on_a_grid(tuple(map(Fraction, first)), grid), on_a_grid(tuple(map(Fraction, second)), grid))


def quantile_distance(first: tuple, second: tuple) -> Fraction:
    """W_1 of U[a, b] and U[c, d]: the mean of |(a - c) + u ((b - a) - (d - c))| over u in [0, 1]."""
    start = Fraction(first[0]) - Fraction(second[0])
    end = Fraction(first[1]) - Fraction(second[1])
    if start * end >= 0:
        return (abs(start) + abs(end)) / 2
    return (start**2 + end**2) / (2 * (abs(start) + abs(end)))


def table(first: tuple, others: tuple) -> tuple:
    """For each of the others: which of KL(P || Q), KL(Q || P) are infinite, and W_1."""
    return tuple((of_uniforms(kl, first, q) == INFINITE, of_uniforms(kl, q, first) == INFINITE,
                  quantile_distance(first, q))
                 for q in others)  # fmt: skip


def partial_kl(terms: int) -> arb:
    """The first terms of KL(P || Q) for P(n) = 6/(pi^2 n^2), Q(n) = 2^-n."""
    total = arb(0)
    for n in range(1, terms + 1):
        p = 6 / (arb.pi() ** 2 * n * n)
        total += p * (p.log() + n * arb(2).log())
    return total
