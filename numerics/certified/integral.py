"""Integrals over the line as balls: a window, its pieces, and what is left outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

import flint
import numpy as np
from flint import acb, arb

from numerics.laws.on_the_line import Exponent, ball


class CannotCertify(ArithmeticError):
    """No enclosure of the width asked for was reached; the text says why, and what would help."""


def bits_for(digits: int) -> int:
    """Bits that hold so many decimal digits, with room for the sums."""
    return int(digits * 3.33) + 12


def on_the_line(p: Any, q: Any, digits: int) -> None:
    """Refuse what has no density on the line, and numbers of digits that are none."""
    for name, law in (("p", p), ("q", q)):
        if not hasattr(law, "exponents"):
            raise TypeError(
                f"{name} is {law!r}, which has no density on the line here; certified numbers are for Normal, Uniform, "
                "Laplace, Exponential and Mixtures of them"
            )
    if isinstance(digits, bool) or not isinstance(digits, int) or digits < 1:
        raise ValueError(f"digits is {digits!r}; give a whole number of decimals, 1 or more")


def window(laws: Iterable[Any], bits: int) -> tuple[Fraction, Fraction]:
    """One window that holds each law up to a mass of 2^-bits."""
    ends = [law.window(bits) for law in laws]
    return min(low for low, _ in ends), max(high for _, high in ends)


def pieces(
    laws: Iterable[Any], low: Fraction, high: Fraction, cuts: Iterable[Fraction] = ()
) -> list[tuple[Fraction, Fraction]]:
    """The window, cut at every breakpoint and landmark of the laws inside it, and at `cuts`."""
    found = {x for law in laws for x in law.breakpoints} | set(cuts)
    for marks in (law.landmarks() for law in laws):
        near = (max(marks) - min(marks)) / 8  # a mark that is about where another is saves nothing
        found |= {x for x in marks if all(abs(x - y) >= near for y in found)}
    return list(pairwise([low, *sorted(x for x in found if low < x < high), high]))


def crossings(p: Any, q: Any, low: Fraction, high: Fraction) -> list[Fraction]:
    """About where the densities cross (in doubles: it only tells where to cut)."""
    if all(len(law.exponents((low + high) / 2)) == 1 and not law.breakpoints for law in (p, q)):
        try:
            a, b, c = map(float, difference(*(law.exponents(low)[0] for law in (q, p))))
        except OverflowError:  # beyond a double: no cuts, which costs time only
            return []
        with np.errstate(all="ignore"):
            return [Fraction(x.real) for x in np.roots([c, b, a]) if np.isreal(x) and np.isfinite(x)]
    found = []
    for left, right in pieces((p, q), low, high):
        grid = np.linspace(float(left), float(right), 65)[1:-1]
        with np.errstate(all="ignore"):
            above = p.density(grid) > q.density(grid)
        for k in np.flatnonzero(above[1:] != above[:-1]):
            a, b = grid[k], grid[k + 1]
            for _ in range(50):
                middle = (a + b) / 2
                a, b = (middle, b) if (p.density(middle) > q.density(middle)) == above[k] else (a, middle)
            found.append(Fraction(float(a)))
    return found


def integral(
    integrand: Callable[[Fraction], Callable[[acb, bool], acb] | None],
    laws: Iterable[Any],
    low: Fraction,
    high: Fraction,
    digits: int,
    cuts: Iterable[Fraction] = (),
    known: Callable[[Fraction, Fraction], arb | None] | None = None,
) -> arb:
    """The sum over all pieces; `integrand(at)` is the analytic function on the piece with the middle `at`, None where
    it vanishes.  `cuts`: where else to cut, which changes the speed and not the result.  `known`: the
    integral over a piece where no integration is needed, else None."""
    total, goal = arb(0), arb(10) ** -(digits + 2)
    for left, right in pieces(laws, low, high, cuts):
        value = known(left, right) if known else None
        if value is not None:
            total += value
            continue
        inside = integrand((left + right) / 2)
        if inside is not None:
            total += acb.integral(inside, ball(left), ball(right), abs_tol=goal, rel_tol=arb(2) ** -flint.ctx.prec).real
    return total


class Quadratic:
    """a + b x + c x^2 as k + c (x - v)^2, in which x occurs once: on a ball its value is as narrow as can be."""

    def __init__(self, a: arb, b: Fraction, c: Fraction) -> None:
        self.of_degree_two = c != 0
        if self.of_degree_two:
            self.scale, self.vertex, self.top = ball(c), ball(-b / (2 * c)), a - ball(b * b / (4 * c))
        else:
            self.scale, self.top = ball(b), a

    def __call__(self, x: Any) -> Any:
        if self.of_degree_two:
            z = x - self.vertex
            return self.top + self.scale * (z * z)
        return self.top + self.scale * x

    def over(self, left: arb, right: arb) -> arb:
        """Its range on an interval, from the ends and, unless it is outside, the vertex."""
        both = self(left).union(self(right))
        outside = not self.of_degree_two or self.vertex < left or self.vertex > right
        return both if outside else both.union(self.top)


class Density:
    """The sum of exp(a + b x + c x^2) over the exponents of one piece, about whichever of them is largest."""

    def __init__(self, exponents: list[Exponent]) -> None:
        self.triples = exponents
        self.terms = [Quadratic(*e) for e in exponents]
        self.gaps = [[Quadratic(*difference(one, other)) for one in exponents] for other in exponents]

    def largest(self, x: arb) -> int:
        """The exponent that is largest at a real x."""
        if len(self.terms) == 1:
            return 0
        values = [float(term(x).mid()) for term in self.terms]
        return values.index(max(values))

    def over(self, k: int, x: acb) -> acb:
        """The density over its k-th term: 1 + the others."""
        total = acb(1)
        for j, gap in enumerate(self.gaps[k]):
            if j != k:
                total += gap(x).exp()
        return total


def difference(one: Exponent, other: Exponent) -> Exponent:
    """The one less the other."""
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def from_zero_to(bound: arb) -> arb:
    """The ball [0, bound]: what a part that is known to be at most so large, and not negative, adds."""
    half = bound.abs_upper() / 2
    return arb(half, half)


def at_precision(compute: Callable[[], arb], digits: int, what: str) -> arb:
    """The ball of `compute`, at the working precision that gives so many decimals: doubled until the radius is small.

    Raises
    ------
    CannotCertify
        If the radius is still too large with eight times the precision that should do.
    """
    goal = arb(10) ** -digits / 2
    for factor in (1, 2, 4, 8):
        with flint.ctx.workprec(factor * bits_for(digits) + 20):
            value = compute()
        if value.is_finite() and value.rad() < goal:
            return value
    raise CannotCertify(
        f"{what}: with {8 * bits_for(digits)} bits the ball is still {value.str(5)}; ask for fewer than {digits} digits"
    )
