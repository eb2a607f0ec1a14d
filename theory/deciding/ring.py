"""The polynomial ring of a decision: named generators over the integers, and fractions of polynomials.

Every quantity that is algebraically independent of the others gets a generator: a density at the point of integration,
a parameter, the logarithm of an irreducible polynomial, a power with a symbolic exponent.  Roots are generators with a
relation, r^n = f.  Arithmetic is FLINT's (python-flint, `fmpz_mpoly`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd

from flint import Ordering, arb, fmpz, fmpz_mpoly, fmpz_mpoly_ctx

from theory.deciding.blocked import Blocked, NeedRoom

#: A polynomial with more terms than this is not multiplied out: the answer would come too late.
MOST_TERMS = 2000
#: Nor is one factored (or its roots isolated) whose degree, monomial factors apart, is beyond this.
MOST_DEGREE = 100
#: Work of one decision, in products of terms: what does not fit is refused, the same on every machine.
MOST_WORK = 300_000


@dataclass(frozen=True, slots=True)
class Gen:
    """One generator: what it stands for and where its values lie."""

    index: int
    key: str
    kind: str  # symbol, point, log, exp, power, root, atom, constant, unit
    bound: bool  # varies with the point of integration
    lower: Fraction | None = None
    upper: Fraction | None = None
    nonzero: bool = False
    payload: tuple = ()  # what a log, exp, power or root is of
    ball: Callable[[], arb] | None = None  # the value, if it is a constant


@dataclass(frozen=True, slots=True)
class Frac:
    """num/den, without common factor; equality of fractions is decided by `Ring.is_zero` of the difference."""

    num: fmpz_mpoly
    den: fmpz_mpoly


class Ring:
    def __init__(self, places: int) -> None:
        self.places = places
        self.ctx = fmpz_mpoly_ctx.get([f"g{k}" for k in range(places)], Ordering.lex)
        self.gens: list[Gen] = []
        self.by_key: dict[str, Gen] = {}
        self.relations: dict[int, tuple[int, fmpz_mpoly]] = {}
        self.one = self.ctx.constant(1)
        self.zero = self.ctx.constant(0)
        self.work = 0
        self._factored: dict[str, tuple[int, tuple[tuple[fmpz_mpoly, int], ...]]] = {}

    # generators

    def gen(self, key: str, kind: str, *, bound: bool = False, lower: Fraction | None = None,
            upper: Fraction | None = None, nonzero: bool = False, payload: tuple = (),
            ball: Callable[[], arb] | None = None, relation: tuple[int, fmpz_mpoly] | None = None) -> Gen:  # fmt: skip
        """The generator of that key, made on first sight."""
        if key in self.by_key:
            return self.by_key[key]
        if len(self.gens) == self.places:
            raise NeedRoom
        g = Gen(len(self.gens), key, kind, bound, lower, upper, nonzero, payload, ball)
        self.gens.append(g)
        self.by_key[key] = g
        if relation:
            self.relations[g.index] = relation
        return g

    def poly(self, g: Gen) -> fmpz_mpoly:
        return self.ctx.gen(g.index)

    def used(self, f: fmpz_mpoly) -> list[Gen]:
        return [self.gens[k] for k, d in enumerate(f.degrees()) if d > 0]

    def is_complex(self, f: fmpz_mpoly) -> bool:
        return any(g.kind == "unit" for g in self.used(f))

    def is_constant(self, f: fmpz_mpoly) -> bool:
        return all(g.ball for g in self.used(f))

    def is_bound(self, f: fmpz_mpoly) -> bool:
        return any(g.bound for g in self.used(f))

    # polynomials modulo the relations

    def reduced(self, f: fmpz_mpoly) -> fmpz_mpoly:
        """Powers of roots replaced by what they are: zero here means zero."""
        while True:
            high = next((k for k, (n, _) in self.relations.items() if f.degrees()[k] >= n), None)
            if high is None:
                return f
            n, base = self.relations[high]
            parts: dict[int, dict] = {}
            for exponents, coefficient in f.to_dict().items():
                whole, rest = divmod(exponents[high], n)
                parts.setdefault(whole, {})[(*exponents[:high], rest, *exponents[high + 1 :])] = coefficient
            f = reduce(lambda a, b: a + b, (self.ctx.from_dict(t) * base**w for w, t in parts.items()))

    def product(self, f: fmpz_mpoly, g: fmpz_mpoly) -> fmpz_mpoly:
        self.spend(len(f) * len(g))
        h = f * g
        if len(h) > MOST_TERMS:
            raise Blocked(f"multiplied out, the expression has more than {MOST_TERMS} terms")
        return self.reduced(h) if self.relations else h

    def spend(self, work: int) -> None:
        self.work += work
        if self.work > MOST_WORK:
            raise Blocked("the normal form takes too much work")

    def factors(self, f: fmpz_mpoly) -> tuple[int, tuple[tuple[fmpz_mpoly, int], ...]]:
        """Content (with sign) and distinct irreducible factors, each with a positive leading coefficient."""
        key = str(f)
        if key not in self._factored:
            if f.is_constant():
                self._factored[key] = (int(f.leading_coefficient()), ())
            else:
                self.spend(20 * len(f))
                if sum(int(d) for d in (f // f.term_content()).degrees() if d > 0) > MOST_DEGREE:
                    raise Blocked(f"a polynomial of a degree beyond {MOST_DEGREE} would have to be factored")
                content, found = f.factor()
                content, out = int(content), []
                for g, e in found:
                    if g.leading_coefficient() < 0:
                        g, content = -g, content * (-1) ** int(e)
                    out.append((g, int(e)))
                self._factored[key] = (content, tuple(out))
        return self._factored[key]

    # fractions

    def frac(self, num: fmpz_mpoly, den: fmpz_mpoly) -> Frac:
        if not num:
            return Frac(self.zero, self.one)
        if not den:
            raise Blocked("a denominator is zero everywhere")
        if not den.is_one():
            self.spend(5 * (len(num) + len(den)))
            g = num.gcd(den)
            if not g.is_one():
                num, den = num // g, den // g
            if den.leading_coefficient() < 0:
                num, den = -num, -den
        return Frac(num, den)

    def rational(self, value: Fraction | int) -> Frac:
        value = Fraction(value)
        return Frac(self.ctx.constant(fmpz(value.numerator)), self.ctx.constant(fmpz(value.denominator)))

    def of(self, f: fmpz_mpoly) -> Frac:
        return Frac(f, self.one)

    def add(self, a: Frac, b: Frac) -> Frac:
        if str(a.den) == str(b.den):
            return self.frac(a.num + b.num, a.den)
        return self.frac(self.product(a.num, b.den) + self.product(b.num, a.den), self.product(a.den, b.den))

    def mul(self, a: Frac, b: Frac) -> Frac:
        return self.frac(self.product(a.num, b.num), self.product(a.den, b.den))

    def inverse(self, a: Frac) -> Frac:
        if self.is_zero(a):
            raise Blocked("division by an expression that is zero everywhere")
        return self.frac(a.den, a.num)

    def power(self, a: Frac, n: int) -> Frac:
        if n < 0:
            return self.power(self.inverse(a), -n)
        if n * max(len(a.num), len(a.den)) > MOST_TERMS:
            raise Blocked(f"the power {n} of a sum has too many terms")
        out = self.rational(1)
        for _ in range(n):
            out = self.mul(out, a)
        return out

    def is_zero(self, a: Frac) -> bool:
        """Exact: the quotient by the relations of independent roots is a domain."""
        return not self.reduced(a.num)

    def as_rational(self, a: Frac) -> Fraction | None:
        if a.num.is_constant() and a.den.is_constant():
            return Fraction(int(a.num.leading_coefficient()) if a.num else 0, int(a.den.leading_coefficient()))
        return None


def lcm(a: int, b: int) -> int:
    return a * b // gcd(a, b)
