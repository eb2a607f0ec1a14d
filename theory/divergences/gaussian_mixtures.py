"""Divergences of Gaussian mixtures in balls: integrals over a window, and a bound of what lies beyond it.

A mixture is a tuple of (weight, mean, standard deviation).  Here weights are at least 1/10, means at most 12 in
modulus, deviations between 1/2 and 4; everything else is refused, because the bound of the tails is for these:
for |x| >= 60 a log-density is below 9 x^2 in modulus, and a density below exp(-(|x| - 12)^2/32) <= exp(-72 - 3 (|x| -
60)); so what is cut off is less than twice the integral of 18 x^2 exp(-72 - 3 (x - 60)) from 60 on, which is below
10^-26.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
from flint import acb, arb

Mixture = tuple[tuple[Fraction, Fraction, Fraction], ...]
WINDOW, TAIL = 60, arb(0, "1e-26")
#: Bits at work, and digits that the integrals are asked for.
BITS, GOAL = 110, arb("1e-20")


def normal(mean: Fraction | int | str, deviation: Fraction | int | str) -> Mixture:
    """N(mean, deviation^2)."""
    return ((Fraction(1), Fraction(mean), Fraction(deviation)),)


def two_modes(apart: Fraction | int, weight: Fraction = Fraction(1, 2)) -> Mixture:
    """weight N(-apart, 1) + (1 - weight) N(apart, 1)."""
    return ((weight, Fraction(-apart), Fraction(1)), (1 - weight, Fraction(apart), Fraction(1)))


def ball(x: Fraction | int) -> arb:
    """The number as a ball."""
    x = Fraction(x)
    return arb(x.numerator) / x.denominator


def _density(mixture: Mixture) -> Callable[[acb], acb]:
    for weight, mean, deviation in mixture:
        if not (weight >= Fraction(1, 10) and abs(mean) <= 12 and Fraction(1, 2) <= deviation <= 4):
            raise ValueError(f"({weight}, {mean}, {deviation}) is outside the range for which the tails are bounded")
    parts = [(ball(w) / (ball(s) * (2 * arb.pi()).sqrt()), ball(m), 2 * ball(s) ** 2) for w, m, s in mixture]
    return lambda x: sum(((-((x - m) ** 2) / v).exp() * c for c, m, v in parts), acb(0))


class _Exponent:
    """a + b x + c x^2 as k + c (x - v)^2, in which x occurs once: on a wide ball the other form is far too wide."""

    def __init__(self, a: arb, b: Fraction, c: Fraction) -> None:
        self.a, self.b, self.c = a, b, c
        self.vertex = ball(-b / (2 * c)) if c else arb(0)
        self.top = a - ball(b * b / (4 * c)) if c else a
        self.scale = ball(c or b)

    def __sub__(self, other: _Exponent) -> _Exponent:
        return _Exponent(self.a - other.a, self.b - other.b, self.c - other.c)

    def __call__(self, x: Any) -> Any:
        z = x - self.vertex
        return self.top + self.scale * (z * z if self.c else z)


class _Log:
    """The logarithm of a mixture's density: its largest term, and log(1 + the others over it)."""

    def __init__(self, mixture: Mixture) -> None:
        self.terms = [_Exponent((ball(w) / (ball(s) * (2 * arb.pi()).sqrt())).log() - ball(m * m / (2 * s * s)),
                                m / (s * s), -1 / (2 * s * s)) for w, m, s in mixture]  # fmt: skip
        self.gaps = [[other - one for other in self.terms if other is not one] for one in self.terms]

    def largest(self, x: acb) -> int:
        values = [term(x.real.mid()).mid() for term in self.terms]
        return values.index(max(values))

    def rest(self, k: int, x: acb, analytic: bool) -> acb:
        total = acb(1)
        for gap in self.gaps[k]:
            total += gap(x).exp()
        return total.log(analytic=analytic)


def _integral(integrand: Callable[[acb, bool], acb]) -> arb:
    with flint.ctx.workprec(BITS):
        return acb.integral(integrand, -WINDOW, WINDOW, abs_tol=GOAL).real + TAIL


def _difference(first: Mixture, second: Mixture) -> Callable[[acb, bool], acb]:
    """log second - log first."""
    with flint.ctx.workprec(BITS):
        log_p, log_q = _Log(first), _Log(second)
        gaps = [[b - a for b in log_q.terms] for a in log_p.terms]

    def at(x: acb, analytic: bool) -> acb:
        j, k = log_p.largest(x), log_q.largest(x)
        return gaps[j][k](x) + log_q.rest(k, x, analytic) - log_p.rest(j, x, analytic)

    return at


def kl(first: Mixture, second: Mixture) -> arb:
    """KL(first || second)."""
    with flint.ctx.workprec(BITS):
        p, d = _density(first), _difference(first, second)
    _density(second)  # refuses what the tails are not bounded for
    return _integral(lambda x, analytic: -p(x) * d(x, analytic))


def kl_to_mixture(first: Mixture, second: Mixture) -> arb:
    """KL(first || m), m = (first + second)/2: log(2p/(p + q)) = log 2 - log(1 + q/p)."""
    with flint.ctx.workprec(BITS):
        p, d, log2 = _density(first), _difference(first, second), arb(2).log()
    _density(second)

    def integrand(x: acb, analytic: bool) -> acb:
        u = d(x, analytic)
        if u.real.mid() > 0:  # the exponential that is small
            return p(x) * (log2 - u - (1 + (-u).exp()).log(analytic=analytic))
        return p(x) * (log2 - (1 + u.exp()).log(analytic=analytic))

    return _integral(integrand)


def jsd(first: Mixture, second: Mixture) -> arb:
    """(KL(first || m) + KL(second || m))/2."""
    return (kl_to_mixture(first, second) + kl_to_mixture(second, first)) / 2


def overlap(first: Mixture, second: Mixture) -> arb:
    """The integral of p q/(p + q): the saturating gradient for N(0,1) and N(mu,1) is mu times that."""
    with flint.ctx.workprec(BITS):
        p, q = _density(first), _density(second)
    return _integral(lambda x, _: 1 / (1 / p(x) + 1 / q(x)))


def saturating_slope(mean: Fraction) -> arb:
    """d/dmu of 2 JSD(N(0,1), N(mu,1)): mu times the integral of p q/(p + q)."""
    return ball(mean) * overlap(normal(0, 1), normal(mean, 1))


def other_slope(mean: Fraction) -> arb:
    """The non-saturating one: mu times (1 - the integral of p q/(p + q))."""
    return ball(mean) - saturating_slope(mean)


def jsd_of_shift(mean: Fraction) -> arb:
    """JSD(N(0,1), N(mu,1))."""
    return jsd(normal(0, 1), normal(mean, 1))


def neighbours_are_higher(measure: Callable[..., arb], target: Mixture, mean: str, deviation: str, step: str) -> bool:
    """Whether the measure of N(mean, deviation^2) against the target is lower than a step to the left, to the right,
    at a
    smaller and at a larger deviation."""
    m, s, h = Fraction(mean), Fraction(deviation), Fraction(step)
    here = measure(normal(m, s), target)
    around = [(-1, 0), (1, 0), (0, -1), (0, 1)]
    return all(bool(here < measure(normal(m + a * h, s + b * h), target)) for a, b in around)


def reverse_kl(candidate: Mixture, target: Mixture) -> arb:
    """KL(candidate || target): the mean is taken under the candidate."""
    return kl(candidate, target)


def forward_kl(candidate: Mixture, target: Mixture) -> arb:
    """KL(target || candidate): the mean is taken under the target."""
    return kl(target, candidate)


def value_at(measure: Callable[..., arb], target: Mixture, mean: str, deviation: str) -> arb:
    """The measure of N(mean, deviation^2) against the target."""
    return measure(normal(mean, deviation), target)


def covering_minus_seeking(target: Mixture, covering: tuple[str, str], seeking: tuple[str, str]) -> arb:
    """JSD at one Gaussian less that at another."""
    return jsd(normal(*covering), target) - jsd(normal(*seeking), target)
