r"""Pearson's chi-square divergence of laws on the line as a ball, or the statement that it is infinite.

The integral of p^2/q - 1.  In the tails q is at least any one of its own terms, so p^2/q is at most a sum of
exp(a + b x + c x^2), and those have closed forms; where none of them is integrable, the
integral is infinite.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from flint import acb, arb

from numerics.certified.divergences import missing
from numerics.certified.integral import (
    Density,
    Quadratic,
    at_precision,
    bits_for,
    difference,
    from_zero_to,
    integral,
    on_the_line,
    window,
)
from numerics.laws.on_the_line import Exponent, ball


def certified_chi_square(p: Any, q: Any, *, digits: int = 30) -> arb:
    """chi^2(p || q), the integral of (p - q)^2/q, as a ball; the exact ball inf where it is infinite.

    Raises CannotCertify.

    >>> certified_chi_square(Normal(1, 1), Normal(0, 1), digits=15).str(12, radius=False)
    '1.71828182846'
    """
    on_the_line(p, q, digits)
    if missing(p, q) or _infinite(p, q):
        return arb("inf")

    def compute() -> arb:
        low, high = window((p, q), bits_for(digits))
        tails = _tails(p, q, low, high)
        while not tails < arb(10) ** -(digits + 2):
            low, high = low - (high - low), high + (high - low)
            tails = _tails(p, q, low, high)
        inside = integral(lambda at: _squared(at, p, q), (p, q), low, high, digits)
        return inside - 1 + from_zero_to(tails)

    return at_precision(compute, digits, "chi-square")


def _squared(at: Fraction, p: Any, q: Any) -> Callable[[acb, bool], acb] | None:
    of_p, of_q = Density(p.exponents(at)), Density(q.exponents(at))
    if not of_p.terms:
        return None
    top = [[Quadratic(*difference(_plus(a, a), b)) for b in of_q.triples] for a in of_p.triples]

    def value(x: acb, _: bool) -> acb:
        middle = x.real.mid()
        j, k = of_p.largest(middle), of_q.largest(middle)
        rest = of_p.over(j, x)
        return top[j][k](x).exp() * rest * rest / of_q.over(k, x)

    return value


def _plus(one: Exponent, other: Exponent) -> Exponent:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _ends(p: Any) -> list[tuple[int, Fraction | None]]:
    return [(-1, p.support[0]), (1, p.support[1])]


def _far(p: Any, q: Any, sign: int) -> Fraction:
    """A point beyond all kinks, on one side."""
    low, high = window((p, q), 64)
    return high + 1 if sign > 0 else low - 1


def _bounds(p: Any, q: Any, sign: int) -> list[list[Exponent]]:
    """For each term of q: exponents whose sum bounds p^2/q in the tail."""
    at = _far(p, q, sign)
    own = p.exponents(at)
    squares = [_plus(a, b) for a in own for b in own]
    return [[difference(s, term) for s in squares] for term in q.exponents(at)]


def _integrable(e: Exponent, sign: int) -> bool:
    return e[2] < 0 or (e[2] == 0 and sign * e[1] < 0)


def _infinite(p: Any, q: Any) -> bool:
    """Whether p^2/q is not integrable in a tail.  Far out q is at most n times its largest term, so if not even over
    that term p^2 is integrable, the integral is infinite."""
    for sign, end in _ends(p):
        if end is None and not any(all(_integrable(e, sign) for e in terms) for terms in _bounds(p, q, sign)):
            return True
    return False


def _tails(p: Any, q: Any, low: Fraction, high: Fraction) -> arb:
    """An upper bound on the integral of p^2/q outside the window."""
    total = arb(0)
    for sign, end in _ends(p):
        if end is None:
            edge = ball(high if sign > 0 else low)
            found = [sum((_tail(e, edge, sign) for e in terms), arb(0)) for terms in _bounds(p, q, sign)
                     if all(_integrable(e, sign) for e in terms)]  # fmt: skip
            total += min(found, key=lambda b: float(b.mid()))
    return total


def _tail(e: Exponent, edge: arb, sign: int) -> arb:
    """The integral of exp(a + b x + c x^2) beyond the edge."""
    a, b, c = e
    if c == 0:
        return (a + ball(b) * edge).exp() / abs(ball(b))
    peak = a - ball(b * b / (4 * c))
    z = sign * (edge - ball(-b / (2 * c))) * (-ball(c)).sqrt()
    return peak.exp() * (arb.pi() / -ball(c)).sqrt() / 2 * z.erfc()
