"""Cells: the parts of the domain on which all signs that matter are fixed, and which of them are empty."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from flint import fmpz_mpoly, fmpz_poly

from theory.deciding.blocked import Blocked
from theory.deciding.linear import Inequality, contradictory
from theory.deciding.ring import Gen, Ring
from theory.deciding.signs import Conditions, Interval, real_roots, sample_between, univariate, value_at, within

MOST_CELLS = 32
#: What checking n conditions against each other counts as work, for each pair.
CHECK = 4

Monomial = tuple[int, ...]


def cells(ring: Ring, splits: list[fmpz_mpoly]) -> list[Conditions]:
    """The cells into which the factors whose sign matters cut the space, without those proved empty."""
    found: list[Conditions] = [{}]
    for f in splits:
        found = [inner for cell in found for s in (1, -1) if feasible(ring, inner := {**cell, str(f): (f, s)})]
        if len(found) > MOST_CELLS:
            raise Blocked(f"more than {MOST_CELLS} cells")
    return found


def feasible(ring: Ring, conditions: Conditions) -> bool:
    """Whether these signs can occur together; True also where that is not known.

    Decided for polynomials in one generator, and for homogeneous ones in two positive generators (p and q, say), by
    isolating all roots; and for linear ones by elimination.
    """
    ring.spend(CHECK * (1 + len(conditions)) ** 2)
    alone, seen = 0, []
    for g, _, members in _groups(ring, conditions):
        settled, point = _meeting_point(members, g)
        if settled and point is None:
            return False
        alone += len(members) if settled else 0
        seen.append(g.index)
    if alone == len(conditions) and len(seen) == len(set(seen)) and not _ratios(ring, conditions):
        return True  # conditions on different generators do not meddle with each other
    return not contradictory(_inequalities(ring, conditions))


def _ratios(ring: Ring, conditions: Conditions) -> bool:
    return any(len(ring.used(f)) > 1 for f, _ in conditions.values())


def samples(ring: Ring, conditions: Conditions) -> list[dict[str, Fraction]]:
    """A point with these signs, as far as it is known: values of generators that have conditions of their own."""
    found: dict[str, Fraction] = {}
    for g, is_ratio, members in _groups(ring, conditions):
        point = _meeting_point(members, g)[1]
        if point is not None and not is_ratio and g.kind in ("symbol", "point"):
            found[g.key] = point ** (g.payload[1] if g.payload else 1)
    return [found] if found else []


def _inequalities(ring: Ring, conditions: Conditions) -> Iterator[Inequality]:
    """The sign conditions, and what the domains say of the monomials in them."""
    seen: set[Monomial] = set()
    for f, sign in conditions.values():
        terms = {tuple(int(k) for k in m): Fraction(int(c)) * sign for m, c in f.to_dict().items()}
        seen |= terms.keys()
        yield {m if any(m) else None: c for m, c in terms.items()}
    for m in seen:
        used = [(ring.gens[k], e) for k, e in enumerate(m) if e]
        if len(used) == 1 and used[0][1] == 1:
            g = used[0][0]
            if g.lower is not None:
                yield {m: Fraction(1), **({None: -g.lower} if g.lower else {})}
            if g.upper is not None:
                yield {m: Fraction(-1), **({None: g.upper} if g.upper else {})}
        elif used and all(e % 2 == 0 or (g.lower is not None and g.lower >= 0) for g, e in used):
            yield {m: Fraction(1)}


def _groups(ring: Ring, conditions: Conditions) -> Iterator[tuple[Gen, bool, list[tuple[fmpz_poly, int]]]]:
    """Conditions on one generator, and homogeneous ones on two positive generators (as conditions on their ratio).

    Each group comes with its generator, whether that stands for a ratio, and the polynomials with their signs.
    """
    groups: dict[tuple[int, ...], list[tuple[fmpz_mpoly, int]]] = {}
    for f, sign in conditions.values():
        used = ring.used(f)
        degree = {sum(int(k) for k in m) for m in f.to_dict()}
        if len(used) == 1:
            groups.setdefault((used[0].index,), []).append((f, sign))
        elif len(used) == 2 and len(degree) == 1 and all((g.lower, g.upper) == (0, None) for g in used):
            groups.setdefault(tuple(g.index for g in used), []).append((f, sign))
    for places, members in groups.items():
        g = ring.gens[places[0]]
        ones = [(f.subs({f"g{places[1]}": 1}) if len(places) == 2 else f, sign) for f, sign in members]
        yield g, len(places) == 2, [(univariate(f, g), sign) for f, sign in ones]


def _meeting_point(members: list[tuple[fmpz_poly, int]], g: Gen) -> tuple[bool, Fraction | None]:
    """(settled, a point of the domain where the irreducible polynomials have these signs, if there is one).

    Not settled if their roots could not be told apart from each other, or from the ends of the domain.
    """
    roots = _separated([f for f, _ in members], g)
    if roots is None:
        return False, None
    if g.nonzero and (g.lower, g.upper) == (None, None):
        roots = sorted([*roots, (Fraction(0), Fraction(0), -1)])  # zero is outside, and flips no sign
    if not roots:
        points = [sample_between(g.lower, g.upper)]
    else:
        points = [sample_between(g.lower, roots[0][0])]
        points += [(a[1] + b[0]) / 2 for a, b in pairwise(roots)]
        points.append(sample_between(roots[-1][1], g.upper))
    wrong = [(value_at(f, points[0]) > 0) != (sign > 0) for f, sign in members]
    for k, point in enumerate(points):
        if k:
            crossed = roots[k - 1][2]
            if crossed >= 0:
                wrong[crossed] = not wrong[crossed]
        if not any(wrong):
            return True, point
    return True, None


def _separated(polys: list[fmpz_poly], g: Gen) -> list[tuple[Fraction, Fraction, int]] | None:
    """Disjoint intervals around all roots inside the domain, each with the number of its polynomial."""
    for bits in (64, 512):
        roots = [(r, k, within(r, g)) for k, f in enumerate(polys) for r in _roots(f, bits)]
        found = sorted((*r, k) for r, k, inside in roots if inside)
        apart = all(a[1] < b[0] for a, b in pairwise(found))
        if apart and all(inside is not None for _, _, inside in roots):
            return found
    return None


def _roots(f: fmpz_poly, bits: int) -> list[Interval]:
    """The real roots, remembered: the same polynomial occurs in many sets of conditions."""
    return _remembered(tuple(int(c) for c in f.coeffs()), bits)


@lru_cache(maxsize=1024)
def _remembered(coefficients: tuple[int, ...], bits: int) -> list[Interval]:
    return real_roots(fmpz_poly(list(coefficients)), bits)
