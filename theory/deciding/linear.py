"""Can these strict inequalities hold together?  Fourier-Motzkin elimination over the rationals, monomials as unknowns.

Every monomial is taken for an unknown of its own, so the answer "no" is always right, and for linear inequalities
(the kinks of max, min, abs and hinge terms) "yes" is right too.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction

#: sum of coefficient * unknown > 0; the unknown None is the constant 1
Inequality = dict[Hashable, Fraction]
#: Beyond so many inequalities the question is given up, and answered with "perhaps".
MOST = 400


def contradictory(inequalities: Iterable[Inequality]) -> bool:
    """Whether the strict inequalities exclude each other; False also where that would take too long to find out."""
    left = _distinct(inequalities)
    while True:
        if any(_impossible(f) for f in left):
            return True
        unknowns = {u for f in left for u in f if u is not None}
        if not unknowns:
            return False
        u = min(unknowns, key=lambda v: _cost(left, v))
        if _cost(left, u) > MOST:
            return False
        above = [f for f in left if f.get(u, 0) > 0]
        below = [f for f in left if f.get(u, 0) < 0]
        rest = [f for f in left if not f.get(u, 0)]
        left = _distinct([*rest, *(_sum(f, -g[u], g, f[u], u) for f in above for g in below)])
        if len(left) > MOST:
            return False


def _cost(inequalities: list[Inequality], u: Hashable) -> int:
    above = sum(1 for f in inequalities if f.get(u, 0) > 0)
    below = sum(1 for f in inequalities if f.get(u, 0) < 0)
    return above * below


def _sum(f: Inequality, a: Fraction, g: Inequality, b: Fraction, without: Hashable) -> Inequality:
    """a f + b g, in which one unknown has cancelled."""
    out = {u: a * f.get(u, Fraction(0)) + b * g.get(u, Fraction(0)) for u in {*f, *g} if u != without}
    return {u: c for u, c in out.items() if c}


def _impossible(f: Inequality) -> bool:
    return all(u is None for u in f) and f.get(None, Fraction(0)) <= 0


def _distinct(inequalities: Iterable[Inequality]) -> list[Inequality]:
    """Without repetitions, each scaled so that its largest coefficient is one."""
    seen: dict[frozenset, Inequality] = {}
    for f in inequalities:
        size = max((abs(c) for c in f.values()), default=Fraction(1))
        g = {u: c / size for u, c in f.items()}
        seen[frozenset(g.items())] = g
    return list(seen.values())
