r"""Divergences of laws on the line, as balls that contain the true value: tails included, mixtures included.

The densities are p and q, d = log q - log p.  What is integrated is analytic on every piece of the line:

    JSD   (1/2) [p (log 2 - softplus d) + q (log 2 - softplus(-d))]     between 0 and (p + q) log(2)/2: so are the tails
    KL    -p d                                                          |d| <= a + b x^2 in the tails
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
from flint import acb, arb

from numerics.certified.integral import (
    Density,
    Quadratic,
    at_precision,
    bits_for,
    crossings,
    difference,
    from_zero_to,
    integral,
    on_the_line,
    pieces,
    window,
)
from numerics.laws.on_the_line import Exponent, ball


def certified_js(p: Any, q: Any, *, digits: int = 30) -> arb:
    """JSD(p || q) in nats as a ball of radius below 10^-digits/2.

    p, q: laws of numerics.laws with a density on the line, mixtures included.  digits: decimals, any number.
    Raises CannotCertify.  Source: Lin 1991 for the divergence, Johansson 2018 for the integration.

    >>> certified_js(Normal(0, 1), Normal(1, 1), digits=20).str(15, radius=False)
    '0.111421482184736'
    """

    on_the_line(p, q, digits)
    cuts = crossings(p, q, *window((p, q), 60))

    def compute() -> arb:
        bits = bits_for(digits)
        low, high = window((p, q), bits)
        ends = [x for law in (p, q) for x in law.window(bits + 40)]
        inside = integral(
            lambda at: _js(at, p, q),
            (p, q),
            low,
            high,
            digits,
            [*cuts, *ends],
            lambda a, b: _far_apart(a, b, p, q, bits),
        )
        # outside the window the integrand is between 0 and (p + q) log(2)/2
        tail = (p.outside(low, high).mass + q.outside(low, high).mass) * arb(2).log() / 2
        return inside + from_zero_to(tail)

    return at_precision(compute, digits, "JSD")


def certified_value(p: Any, q: Any, *, digits: int = 30) -> arb:
    """V(D*, G) = 2 JSD - log 4, the value of the game at the optimal discriminator, as a ball."""
    js = certified_js(p, q, digits=digits + 1)
    with flint.ctx.workprec(bits_for(digits) + 40):
        return 2 * js - arb(4).log()


def certified_kl(p: Any, q: Any, *, digits: int = 30) -> arb:
    """KL(p || q) in nats as a ball; the exact ball inf where p has mass at which q has none.

    Raises CannotCertify.

    >>> certified_kl(Uniform(0, 2), Uniform(0, 1), digits=10)
    inf
    """
    on_the_line(p, q, digits)
    if missing(p, q):
        return arb("inf")

    def compute() -> arb:
        low, high = window((p, q), bits_for(digits))
        goal = arb(10) ** -(digits + 2)
        tail = _tail(p, q, low, high)
        while not tail < goal:  # x^2 weighs in the tails: widen until they are small
            low, high = 2 * low - high, 2 * high - low
            tail = _tail(p, q, low, high)
        inside = integral(lambda at: _kl(at, p, q), (p, q), low, high, digits)
        return inside + arb(0, tail.abs_upper())

    return at_precision(compute, digits, "KL")


def _tail(p: Any, q: Any, low: Fraction, high: Fraction) -> arb:
    """A bound on the integral of p |log p - log q| outside the window.

    There log of a sum of n terms exp(a + b x + c x^2) is at most log n + sum of (|a| + |b| |x| + |c| x^2) in size.
    """
    constant = square = arb(0)
    for law in (p, q):
        for at in (low - 1, high + 1):
            exponents = law.exponents(at)
            constant += arb(len(exponents) or 1).log()
            for a, b, c in exponents:
                constant += abs(a) + ball(abs(b))
                square += ball(abs(b) + abs(c))
    outside = p.outside(low, high)
    return constant * outside.mass + square * outside.square


def missing(p: Any, q: Any) -> bool:
    """Whether p has mass on a piece of the line on which q has none."""
    low, high = window((p, q), 64)
    middles = [(a + b) / 2 for a, b in pieces((p, q), low - 1, high + 1)]
    return any(p.exponents(at) and not q.exponents(at) for at in middles)


def _pair(at: Fraction, p: Any, q: Any) -> Callable[[acb, bool], tuple[bool, acb, acb]]:
    """On one piece, the function x -> (is p the larger, the larger density, d), judged at the middle of x."""
    of_p, of_q = Density(p.exponents(at)), Density(q.exponents(at))

    gaps = [[Quadratic(*difference(b, a)) for b in of_q.triples] for a in of_p.triples]
    mixed = len(of_p.terms) > 1 or len(of_q.terms) > 1

    def at_x(x: acb, analytic: bool) -> tuple[bool, acb, acb]:
        if not mixed:
            d = gaps[0][0](x)
            p_larger = bool(d.real.mid() <= 0)
            return p_larger, (of_p if p_larger else of_q).terms[0](x).exp(), d
        middle = x.real.mid()
        j, k = of_p.largest(middle), of_q.largest(middle)
        rest_p, rest_q = of_p.over(j, x), of_q.over(k, x)
        d = gaps[j][k](x) + rest_q.log(analytic=analytic) - rest_p.log(analytic=analytic)
        p_larger = bool(d.real.mid() <= 0)
        larger = of_p.terms[j](x).exp() * rest_p if p_larger else of_q.terms[k](x).exp() * rest_q
        return p_larger, larger, d

    return at_x


def _far_apart(left: Fraction, right: Fraction, p: Any, q: Any, bits: int) -> arb | None:
    """The integral over a piece on which one density is below 2^-bits of the other throughout: half of log 2 times
    the mass of the larger (for laws of one term).  With r the ratio, the integrand is off by at most the larger times
    r (1 + log 2 + |log r|)/2."""
    at = (left + right) / 2
    if not (p.exponents(at) and q.exponents(at)):
        return None
    a, b = p.exponents(at), q.exponents(at)
    if len(a) > 1 or len(b) > 1:
        return None
    d = Quadratic(*difference(b[0], a[0])).over(ball(left), ball(right))
    p_larger = bool(d < 0)
    least = (-d if p_larger else d).lower()
    if not least > arb(bits) * arb(2).log() + 12:  # with room for the factor of some hundreds
        return None
    larger, log2 = p if p_larger else q, arb(2).log()
    mass = larger.distribution(ball(right)) - larger.distribution(ball(left))
    error = (-least).exp() * (2 + least)
    return mass * log2 / 2 + mass * arb(0, error.abs_upper())


def _js(at: Fraction, p: Any, q: Any) -> Callable[[acb, bool], acb] | None:
    of_p, of_q, log2 = p.exponents(at), q.exponents(at), arb(2).log()
    if not (of_p and of_q):
        if not (of_p or of_q):
            return None
        alone = Density(of_p or of_q)
        return lambda x, analytic: _density(alone, x) * (log2 / 2)
    if len(of_p) == len(of_q) == 1:
        return _single(*of_p, *of_q)
    both = _pair(at, p, q)

    def term(x: acb, analytic: bool) -> acb:
        p_larger, larger, d = both(x, analytic)
        d = d if p_larger else -d
        ratio = d.exp()
        shared = log2 - (1 + ratio).log(analytic=analytic)
        return larger * (shared + ratio * (shared + d)) / 2

    return term


def _single(p: Exponent, q: Exponent) -> Callable[[acb, bool], acb]:
    """The same for densities of one term each, without what a call in Python costs: half of the time is in this
    function."""
    gap = Quadratic(*difference(q, p))
    of_p, of_q, half, log2 = Quadratic(*p), Quadratic(*q), arb(1) / 2, arb(2).log()

    def term(x: acb, analytic: bool) -> acb:
        d = gap(x)
        if d.real.mid() <= 0:
            larger = of_p(x).exp()
        else:
            larger, d = of_q(x).exp(), -d
        ratio = d.exp()
        shared = log2 - (ratio + 1).log(analytic=analytic)
        return larger * (shared + ratio * (shared + d)) * half

    return term


def _kl(at: Fraction, p: Any, q: Any) -> Callable[[acb, bool], acb] | None:
    if not p.exponents(at):
        return None
    both, of_p = _pair(at, p, q), Density(p.exponents(at))
    return lambda x, analytic: -_density(of_p, x) * both(x, analytic)[2]


def _density(of: Density, x: acb) -> acb:
    k = of.largest(x.real.mid())
    return of.terms[k](x).exp() * of.over(k, x)
