"""Signs tied to simpler signs: the logarithm, the exponential and roots are increasing.

    sign(c1 log f1 + ... )     = sign(product of positive powers - product of negative powers)
    sign(c1 M1 - c2 M2)        = sign(log(c1 M1) - log(c2 M2))     where this removes exponentials
    sign(c1 M1 - c2 M2)        = sign((c1 M1)^n - (c2 M2)^n)       where this removes roots
    sign(a + b r)              = sign(a) or sign(b)                as a^2 - b^2 r^2 is positive or negative

Without these ties |log(p/q)| and max(p, q) would split the space along two different lines that are the same.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpz_mpoly

from theory.deciding.ring import Frac, Gen, Ring

#: Logarithms are multiplied out into powers only up to this total.
MOST_POWERS = 12


def simpler(
    ring: Ring,
    f: fmpz_mpoly,
    log: Callable[[Frac], Frac],
    known: Callable[[fmpz_mpoly], int],
    certain: Callable[[fmpz_mpoly], int | None],
) -> Frac | None:
    """A fraction with the sign of f, nearer to the rational functions; None if there is none."""
    rooted = next(
        (g for g in ring.used(f) if g.kind == "root" and g.payload[1] == 2 and f.degrees()[g.index] == 1), None
    )
    if rooted is not None:
        part = _dominant(ring, f, rooted, certain)
        if part is not None:
            return ring.of(part)
    terms = [(tuple(int(k) for k in m), int(c)) for m, c in f.to_dict().items()]
    used = ring.used(f)
    if all(g.kind == "log" for g in used) and all(sum(m) == 1 for m, _ in terms):
        return _powers(ring, terms, known)
    if len(terms) != 2 or terms[0][1] * terms[1][1] > 0 or not all(_positive(g) for g in used):
        return None
    (m1, c1), (m2, c2) = terms if terms[0][1] > 0 else reversed(terms)
    larger, smaller = (ring.ctx.from_dict({m: abs(c)}) for m, c in ((m1, c1), (m2, c2)))
    if any(g.kind == "root" for g in used):
        n = next(g.payload[1] for g in used if g.kind == "root")
        return ring.of(ring.reduced(larger**n) - ring.reduced(smaller**n))
    if any(g.kind in ("exp", "power") for g in used):
        gap = ring.add(log(ring.of(larger)), ring.mul(ring.rational(-1), log(ring.of(smaller))))
        if not any(g.kind in ("exp", "power") for part in (gap.num, gap.den) for g in ring.used(part)):
            return gap
    return None


def _dominant(ring: Ring, f: fmpz_mpoly, root: Gen, certain: Callable[[fmpz_mpoly], int | None]) -> fmpz_mpoly | None:
    """The larger part of a + b r in size, where a^2 - b^2 r^2 has a certain sign."""
    parts: dict[bool, dict] = {False: {}, True: {}}
    for m, c in f.to_dict().items():
        parts[bool(m[root.index])][(*m[: root.index], 0, *m[root.index + 1 :])] = c
    a, b = ring.ctx.from_dict(parts[False]), ring.ctx.from_dict(parts[True])
    larger = certain(ring.reduced(a * a - b * b * ring.poly(root) ** 2))
    return None if not larger else a if larger > 0 else b


def _powers(ring: Ring, terms: list[tuple[tuple[int, ...], int]], known: Callable[[fmpz_mpoly], int]) -> Frac | None:
    if sum(abs(c) for _, c in terms) > MOST_POWERS:
        return None
    above = below = ring.one
    for m, c in terms:
        base = ring.gens[m.index(1)].payload[0]
        size = base if base.is_constant() else known(base) * base
        if c > 0:
            above = ring.product(above, size**c)
        else:
            below = ring.product(below, size**-c)
    return ring.of(above - below)


def _positive(g: Gen) -> bool:
    return g.lower is not None and g.lower >= 0
