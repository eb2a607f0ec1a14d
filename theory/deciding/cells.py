"""Cells: the parts of the domain on which all signs that matter are fixed, and which of them are empty."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product

from flint import arb, fmpz_mpoly, fmpz_poly

from theory.deciding.blocked import Blocked
from theory.deciding.linear import Inequality, contradictory
from theory.deciding.ring import Gen, Ring
from theory.deciding.signs import real_roots, sample_between, univariate, within

MOST_CELLS = 32

Monomial = tuple[int, ...]


def cells(ring: Ring, splits: list[fmpz_mpoly]) -> list[dict[str, int]]:
    """The cells into which the factors whose sign matters cut the space, without those proved empty."""
    found = []
    for pattern in product((1, -1), repeat=len(splits)):
        assumed = {str(f): s for f, s in zip(splits, pattern, strict=True)}
        if feasible(ring, splits, assumed):
            found.append(assumed)
    if len(found) > MOST_CELLS:
        raise Blocked(f"more than {MOST_CELLS} cells")
    return found


def feasible(ring: Ring, polys: list[fmpz_mpoly], signs: dict[str, int]) -> bool:
    """Whether these signs can occur together; True also where that is not known.

    Decided for polynomials in one generator, and for homogeneous ones in two positive generators (p and q, say), by
    isolating all roots; and for linear ones by elimination.
    """
    if contradictory(_inequalities(ring, polys, signs)):
        return False
    groups: dict[tuple[int, ...], list[fmpz_mpoly]] = {}
    for f in polys:
        used = ring.used(f)
        degree = {sum(int(k) for k in m) for m in f.to_dict()}
        if len(used) == 1:
            groups.setdefault((used[0].index,), []).append(f)
        elif len(used) == 2 and len(degree) == 1 and all((g.lower, g.upper) == (0, None) for g in used):
            groups.setdefault(tuple(g.index for g in used), []).append(f)
    for places, members in groups.items():
        g = ring.gens[places[0]]
        ones = [f.subs({f"g{places[1]}": 1}) if len(places) == 2 else f for f in members]
        pattern = tuple(signs[str(f)] for f in members)
        if pattern not in cells_of([univariate(f, g) for f in ones], g):
            return False
    return True


def _inequalities(ring: Ring, polys: list[fmpz_mpoly], signs: dict[str, int]) -> Iterator[Inequality]:
    """The sign conditions, and what the domains say of the monomials in them."""
    seen: set[Monomial] = set()
    for f in polys:
        terms = {tuple(int(k) for k in m): Fraction(int(c)) * signs[str(f)] for m, c in f.to_dict().items()}
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


def cells_of(polys: list[fmpz_poly], g: Gen) -> list[tuple[int, ...]]:
    """All sign patterns that several irreducible polynomials in one generator take on its domain."""
    cuts = sorted({_middle(r) for f in polys for r in real_roots(f) if within(r, g) is not False})
    lo, hi = g.lower, g.upper
    if g.nonzero:
        cuts = sorted({*cuts, Fraction(0)})
    first = [sample_between(lo, cuts[0])] if cuts else [sample_between(lo, hi)]
    points = first + [(a + b) / 2 for a, b in pairwise(cuts)] + ([sample_between(cuts[-1], hi)] if cuts else [])
    values = [[sum(int(c) * x**k for k, c in enumerate(f.coeffs())) for f in polys] for x in points]
    return sorted({tuple(1 if v > 0 else -1 for v in row) for row in values})


def _middle(root: Fraction | arb) -> Fraction:
    if isinstance(root, Fraction):
        return root
    man, exp = root.mid().man_exp()
    return Fraction(int(man)) * Fraction(2) ** int(exp)
