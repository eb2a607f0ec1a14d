"""Every optimal plan of a small problem with whole masses, such as the lecture's earth mover's example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

Row = tuple[int, ...]
Table = tuple[Row, ...]


def all_optimal_plans(p: Sequence[int], q: Sequence[int], cost: Sequence[Sequence[int]]) -> list[Table]:
    """All cheapest plans with whole entries from the whole masses p to q (their totals agree), in lexicographic order.

    They include the corners of the set of all optimal plans, which is the convex hull of these.
    Raises ValueError for masses that are negative, not whole, or of different totals.

    >>> len(all_optimal_plans([3, 2, 1, 4], [1, 2, 4, 3], [[abs(i - j) for j in range(4)] for i in range(4)]))
    3
    """
    for name, masses in (("p", p), ("q", q)):
        if any(m < 0 or m != int(m) for m in masses):
            raise ValueError(
                f"{name} = {tuple(masses)}; give whole masses, none negative (multiply by a common denominator)"
            )
    if sum(p) != sum(q):
        raise ValueError(f"p has the total {sum(p)} and q {sum(q)}; every mass needs a place to go")
    best, found = None, []
    for plan in _plans(tuple(map(int, p)), tuple(map(int, q))):
        price = sum(g * c for row, costs in zip(plan, cost, strict=True) for g, c in zip(row, costs, strict=True))
        if best is None or price < best:
            best, found = price, []
        if price == best:
            found.append(plan)
    return found


def price_of(plan: Table, cost: Sequence[Sequence[int]]) -> Fraction:
    """What a plan costs, exactly."""
    return Fraction(sum(g * c for row, costs in zip(plan, cost, strict=True) for g, c in zip(row, costs, strict=True)))


def _plans(p: Row, q: Row) -> Iterator[Table]:
    """All tables with these row and column sums."""
    if not p:
        yield ()
        return
    for row in _rows(p[0], q):
        left = tuple(b - g for b, g in zip(q, row, strict=True))
        for rest in _plans(p[1:], left):
            yield (row, *rest)


def _rows(total: int, most: Row) -> Iterator[Row]:
    """All rows with this sum, no entry above its bound."""
    if len(most) == 1:
        if total <= most[0]:
            yield (total,)
        return
    for first in range(max(0, total - sum(most[1:])), min(total, most[0]) + 1):
        for rest in _rows(total - first, most[1:]):
            yield (first, *rest)
