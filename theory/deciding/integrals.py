"""The null-functional step: when do two integrals agree for all densities?

A linear functional of the integrand's monomials: every integrand is brought over the common denominator M of all
integrands, and the integral of each monomial over M, on each cell of the space where the signs that matter are fixed,
is an atom.  The integral of h takes one value for all normalised p and q only if h = alpha p + beta q, and then the
value is alpha + beta.  So atoms obey exactly the relations

    sum over cells of (integral of p) = 1,     the same for q,     and  integral of q' = 0

where q' is the direction in which the generator moves.  Each relation is used to remove the leading atom of M p
(M q, M q').  Without normalisation no relation is used.
"""

from __future__ import annotations

from flint import fmpz_mpoly

from theory.deciding.forms import ONE, Form, plus, scaled
from theory.deciding.ring import Frac, Gen, Ring
from theory.deciding.signs import Signs

Monomial = tuple[int, ...]


class Integrator:
    def __init__(self, ring: Ring, denominator: fmpz_mpoly | None, cells: int,
                 relations: list[tuple[fmpz_mpoly, int]]) -> None:  # fmt: skip
        """`relations` lists (density, what it integrates to); `cells` is the number of cells of the space."""
        self.ring = ring
        self.common = ring.one if denominator is None else denominator
        #: the common denominator of all integrands seen: larger than `common` if the attempt must be made again
        self.wanted = self.common
        self.cells = cells
        self.rules: dict[Monomial, tuple[dict[Monomial, Frac], int]] = {}
        for density, total in relations:
            parts = self._by_monomial(ring.product(density, self.common))
            self.rules[max(parts)] = ({m: ring.of(c) for m, c in parts.items()}, total)

    def integral(self, h: Frac, cell: int, signs: Signs) -> Form:
        """The integral of h over one cell."""
        ring = self.ring
        moving, still = self._split(h.den)
        over, rest = divmod(self.common, moving)
        if rest:  # go on, to see all denominators at once; the attempt counts for nothing
            self.wanted = self.wanted * (moving // self.wanted.gcd(moving))
            return {}
        scale = ring.frac(ring.one, still)
        out: Form = {}
        for monomial, c in self._by_monomial(ring.product(h.num, over)).items():
            out = plus(ring, out, scaled(ring, self.atom(monomial, cell, signs), ring.mul(ring.of(c), scale)))
        return out

    def atom(self, monomial: Monomial, cell: int, signs: Signs) -> Form:
        ring = self.ring
        if cell == 0 and monomial in self.rules:
            parts, total = self.rules[monomial]
            out: Form = {ONE: ring.rational(total)} if total else {}
            for other in range(self.cells):
                for m, c in parts.items():
                    if (m, other) != (monomial, 0):
                        out = plus(ring, out, scaled(ring, self.atom(m, other, signs), ring.mul(c, ring.rational(-1))))
            return scaled(ring, out, ring.inverse(parts[monomial]))
        f = ring.ctx.from_dict({monomial: 1})
        positive = "+" if (s := signs.of(f)) and s == signs.of(self.common) else ""
        return {f"int[{cell}|{f}/{self.common}]{positive}": ring.rational(1)}

    def _split(self, den: fmpz_mpoly) -> tuple[fmpz_mpoly, fmpz_mpoly]:
        """Factors that vary over the space, and those that do not."""
        ring = self.ring
        content, factors = ring.factors(den)
        moving, still = ring.one, ring.ctx.constant(content)
        for f, e in factors:
            if ring.is_bound(f):
                moving *= f**e
            else:
                still *= f**e
        return moving, still

    def _by_monomial(self, f: fmpz_mpoly) -> dict[Monomial, fmpz_mpoly]:
        """f as a polynomial in the generators that vary over the space."""
        bound: list[Gen] = [g for g in self.ring.gens if g.bound]
        parts: dict[Monomial, dict] = {}
        for exponents, c in f.to_dict().items():
            monomial, rest = [0] * len(exponents), list(exponents)
            for g in bound:
                monomial[g.index], rest[g.index] = int(exponents[g.index]), 0
            parts.setdefault(tuple(monomial), {})[tuple(rest)] = c
        return {m: self.ring.ctx.from_dict(t) for m, t in parts.items()}
