r"""Total variation and Wasserstein distance of laws on the line, as balls: integrals of |p - q| and of |F - G|.

Between two changes of sign these are differences of distribution functions (of their integrals).  The line is halved
until a ball tells the sign on a piece, or the piece is too small to matter; near a change of sign what is uncertain
shrinks with the square of the width, so some sixty halvings give 37 digits.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from flint import arb

from numerics.certified.integral import (
    CannotCertify,
    Density,
    Quadratic,
    at_precision,
    bits_for,
    difference,
    from_zero_to,
    on_the_line,
    pieces,
    window,
)
from numerics.laws.on_the_line import ball

#: Pieces looked at before giving up.
PATIENCE = 30_000


def certified_tv(p: Any, q: Any, *, digits: int = 30) -> arb:
    """Total variation distance of two laws on the line as a ball of radius below 10^-digits/2.

    Raises CannotCertify.

    >>> certified_tv(Normal(0, 1), Normal(1, 1), digits=20).str(15, radius=False)
    '0.382924922548026'
    """

    on_the_line(p, q, digits)
    if p == q:
        return arb(0)

    def compute() -> arb:
        low, high = window((p, q), bits_for(digits))
        goal = arb(10) ** -(digits + 2)
        total = from_zero_to((p.outside(low, high).mass + q.outside(low, high).mass) / 2)
        for left, right in pieces((p, q), low, high):
            gap = _gap((left + right) / 2, p, q)

            def between(a: arb, b: arb) -> arb:
                return (p.distribution(b) - p.distribution(a)) - (q.distribution(b) - q.distribution(a))

            total += _absolute(gap, between, ball(left), ball(right), goal) / 2
        return total

    return at_precision(compute, digits, "total variation")


def certified_w1(p: Any, q: Any, *, digits: int = 30) -> arb:
    """Wasserstein distance W_1 of two laws on the line, the integral of |F - G|, as a ball.

    Raises CannotCertify.

    >>> certified_w1(Normal(0, 1), Normal(1, 2), digits=20).str(15, radius=False)
    '1.16663094117537'
    """

    on_the_line(p, q, digits)
    if p == q:
        return arb(0)

    def compute() -> arb:
        low, high = window((p, q), 2 * bits_for(digits))
        goal, total = arb(10) ** -(digits + 2), arb(0)
        for law in (p, q):  # E(low - X)+ and E(X - high)+
            beyond = law.integrated(ball(high)) - ball(high) + ball(law.mean)
            total += from_zero_to(law.integrated(ball(low)) + abs(beyond))
        for left, right in pieces((p, q), low, high):
            slope = _gap((left + right) / 2, p, q)

            def gap(x: arb, slope: Callable[[arb], arb] = slope) -> arb:
                middle = arb(x.mid())  # about the middle: the slope of F - G is p - q
                return p.distribution(middle) - q.distribution(middle) + slope(x) * (x - middle)

            def between(a: arb, b: arb) -> arb:
                return (p.integrated(b) - p.integrated(a)) - (q.integrated(b) - q.integrated(a))

            total += _absolute(gap, between, ball(left), ball(right), goal)
        return total

    return at_precision(compute, digits, "W1")


def _absolute(f: Callable[[arb], arb], between: Callable[[arb, arb], arb], a: arb, b: arb, goal: arb) -> arb:
    """The integral of |f| from a to b, where `between` gives that of f."""
    total, todo = arb(0), [(a, b)]
    for _ in range(PATIENCE):
        if not todo:
            return total
        left, right = todo.pop()
        value = f(left.union(right))
        if value > 0 or value < 0:
            total += abs(between(left, right))
            continue
        most = value.abs_upper() * (right - left)
        if most < goal / 64:
            total += from_zero_to(most)
            continue
        middle = arb(((left + right) / 2).mid())
        todo += [(left, middle), (middle, right)]
    raise CannotCertify(
        f"the sign is still unknown on {len(todo)} pieces after {PATIENCE} halvings: the laws may be equal, or differ "
        "too little for so many digits"
    )


def _gap(at: Fraction, p: Any, q: Any) -> Callable[[arb], arb]:
    """The function p - q on one piece.

    For densities of one term as p (1 - exp d), d = log q - log p, or q (exp(-d) - 1), whichever exponential is small:
    that keeps the sign of a small difference, and on a wide ball of x the sign of a large one.
    """
    of_p, of_q = Density(p.exponents(at)), Density(q.exponents(at))
    if not len(of_p.terms) == len(of_q.terms) == 1:
        return lambda x: _sum(of_p, x) - _sum(of_q, x)
    logarithm = Quadratic(*difference(of_q.triples[0], of_p.triples[0]))
    first, second = of_p.terms[0], of_q.terms[0]

    def gap(x: arb) -> arb:
        d = logarithm.over(arb(x.lower()), arb(x.upper()))
        return -first(x).exp() * d.expm1() if d.mid() <= 0 else second(x).exp() * (-d).expm1()

    return gap


def _sum(of: Density, x: arb) -> arb:
    return sum((term(x).exp() for term in of.terms), arb(0))
