"""Logarithms and rational powers of fractions, in normal form.

    log      of a product of irreducible polynomials: the sum of the logarithms of their absolute values, plus i pi
             if the product is negative.  log|f| is a new generator for every irreducible f (and every prime number):
             these logarithms are independent over the rational functions (Kolchin 1968, Ostrowski 1946).
    power    u^e with e rational: roots |f|^(1/N) of irreducible factors, with the relation r^N = |f|.

Where the sign of a factor matters and is not known, `NeedSign` asks for the two cases to be taken apart.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from functools import partial

from flint import arb, fmpz, fmpz_mpoly

from theory.deciding.blocked import Blocked, NeedRoot, NeedSign
from theory.deciding.cells import feasible
from theory.deciding.comparisons import simpler
from theory.deciding.ring import Frac, Gen, Ring, lcm
from theory.deciding.signs import Signs, constant

#: No integer power beyond this is formed, and no integer beyond 2^this is factored.
LARGEST_POWER = 256
LARGEST_FACTORED_BITS = 96
SMALL_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31)


class Powers(ABC):
    """Functions of fractions over one ring, under the signs assumed in the present case."""

    def __init__(self, ring: Ring, *, order: int, scales: dict[str, int], denominator: fmpz_mpoly | None) -> None:
        self.ring, self.order, self.scales = ring, order, scales
        self.signs = Signs(ring)
        #: exact bounds of exp(t), for parameters t whose ends are logarithms
        self.exp_ends: dict[str, tuple[Fraction | None, Fraction | None]] = {}
        self.denominator = ring.one if denominator is None else denominator  # of exponents

    def sign(self, f: fmpz_mpoly) -> int:
        """The sign of a polynomial; asks for cases where it is not known."""
        content, factors = self.ring.factors(f)
        sign = 1 if content > 0 else -1
        for g, e in factors:
            if e % 2:
                sign *= self.known(g)
        return sign

    def known(self, f: fmpz_mpoly) -> int:
        s = self.signs.irreducible(f)
        if s is not None:
            return s
        if self.ring.is_complex(f):
            raise Blocked("a complex number where only a real one has a sign")
        tied = simpler(self.ring, f, self.log, self.known, self.signs.of)
        if tied is not None and tied.num:
            return self.sign(tied.num) * self.sign(tied.den)
        for sign in (1, -1):  # do the signs assumed so far leave only one?
            if not feasible(self.ring, {**self.signs.assumed, str(f): (f, -sign)}):
                return sign
        raise NeedSign(f, self.ring.is_bound(f))

    # constants

    def imaginary(self) -> Frac:
        minus_one = self.ring.ctx.constant(-1)
        return self.ring.of(self.ring.poly(self.ring.gen("the imaginary unit", "unit", relation=(2, minus_one))))

    def pi(self) -> Frac:
        g = self.ring.gen("pi", "constant", lower=Fraction(3), upper=Fraction(22, 7), ball=arb.pi)
        return self.ring.of(self.ring.poly(g))

    # logarithms

    def log(self, u: Frac) -> Frac:
        ring = self.ring
        if ring.is_zero(u):
            raise Blocked("the logarithm of an expression that is zero everywhere")
        out = ring.rational(0)
        negative = False
        for part, direction in ((u.num, 1), (u.den, -1)):
            content, factors = ring.factors(part)
            negative ^= content < 0
            out = ring.add(out, self._log_integer(abs(content), direction))
            for f, e in factors:
                if e % 2:
                    negative ^= self.known(f) < 0
                out = ring.add(out, ring.mul(ring.rational(e * direction), self.log_factor(f)))
        if negative:
            out = ring.add(out, ring.mul(self.imaginary(), self.pi()))
        return out

    def _log_integer(self, n: int, direction: int) -> Frac:
        ring, out = self.ring, self.ring.rational(0)
        if n == 1:
            return out
        for prime, e in self._primes(n):
            g = self._log_gen(ring.ctx.constant(prime))
            out = ring.add(out, ring.mul(ring.rational(int(e) * direction), ring.of(ring.poly(g))))
        return out

    def _primes(self, n: int) -> list[tuple[int, int]]:
        """The factorisation of a positive integer, small primes first; a large rest is refused."""
        found = []
        for prime in SMALL_PRIMES:
            e = 0
            while n % prime == 0:
                n, e = n // prime, e + 1
            if e:
                found.append((prime, e))
        if n.bit_length() > LARGEST_FACTORED_BITS:
            raise Blocked(f"an integer of {n.bit_length()} bits inside a logarithm or root is not factored")
        return found + [(int(p), int(e)) for p, e in fmpz(n).factor()]

    def log_factor(self, f: fmpz_mpoly) -> Frac:
        """log|f| for an irreducible f."""
        ring = self.ring
        used = ring.used(f)
        if len(used) == 1 and len(f) == 1:
            (g,) = used
            if g.kind == "exp":
                return g.payload[0]
            if g.kind == "power":
                return ring.mul(g.payload[1], self.log_factor(g.payload[0]))
            if g.kind == "root":
                inside, n = g.payload
                prime = inside.is_constant()
                logged = self._log_integer(int(inside.leading_coefficient()), 1) if prime else self.log_factor(inside)
                return ring.mul(ring.rational(Fraction(1, n)), logged)
        if ring.is_complex(f):
            raise Blocked("the logarithm of a complex number")
        other = self._conjugate(f)
        if other is not None and str(other) < str(f):
            # log|a - b r| = log|a^2 - b^2 r^2| - log|a + b r|: of two conjugates one keeps its logarithm
            content, factors = ring.factors(ring.product(f, other))
            out = ring.add(self._log_integer(abs(content), 1), ring.mul(ring.rational(-1), self.log_factor(other)))
            for g, e in factors:
                out = ring.add(out, ring.mul(ring.rational(e), self.log_factor(g)))
            return out
        return ring.of(ring.poly(self._log_gen(f)))

    def _conjugate(self, f: fmpz_mpoly) -> fmpz_mpoly | None:
        """f with the sign of its first square root changed, if it is linear in one."""
        ring = self.ring
        for g in ring.used(f):
            if g.kind == "root" and g.payload[1] == 2 and int(f.degrees()[g.index]) == 1:
                flipped = {m: -c if m[g.index] else c for m, c in f.to_dict().items()}
                other = ring.ctx.from_dict(flipped)
                return -other if other.leading_coefficient() < 0 else other
        return None

    def _log_gen(self, f: fmpz_mpoly) -> Gen:
        ring = self.ring
        key = f"log[{f}]"
        if key in ring.by_key:
            return ring.by_key[key]
        if ring.is_constant(f):
            ball = partial(_log_of_constant, ring, f)
            lower, upper = _side(ball())
            return ring.gen(key, "log", payload=(f,), ball=ball, lower=lower, upper=upper)
        s = self.signs.always(f)
        above_one = self.signs.always(s * f - 1) if s else None  # the sign of |f| - 1
        return ring.gen(key, "log", bound=ring.is_bound(f), payload=(f,), lower=Fraction(0) if above_one == 1 else None,
                        upper=Fraction(0) if above_one == -1 else None)  # fmt: skip

    # powers

    def power(self, u: Frac, e: Fraction) -> Frac:
        """u^e, the principal value."""
        ring = self.ring
        if e.denominator == 1:
            if abs(e) > LARGEST_POWER:
                raise Blocked(f"the exponent {e} is beyond {LARGEST_POWER}")
            return ring.power(u, int(e))
        if ring.is_zero(u):
            return u
        if abs(e) > LARGEST_POWER:
            raise Blocked(f"the exponent {e} is beyond {LARGEST_POWER}")
        out, negative = ring.rational(1), False
        for part, direction in ((u.num, 1), (u.den, -1)):
            content, factors = ring.factors(part)
            negative ^= content < 0
            for prime, k in self._primes(abs(content)):
                out = ring.mul(out, self.factor_power(ring.ctx.constant(prime), k * direction * e))
            for f, k in factors:
                if k % 2:
                    negative ^= self.known(f) < 0
                out = ring.mul(out, self.factor_power(f, k * direction * e))
        if negative:
            if e.denominator != 2:
                raise Blocked(f"the power {e} of a negative number")
            out = ring.mul(out, ring.power(self.imaginary(), int(2 * e) % 4))
        return out

    def factor_power(self, f: fmpz_mpoly, e: Fraction) -> Frac:
        """|f|^e for an irreducible polynomial or a prime f."""
        ring = self.ring
        if e.denominator == 1:
            sign = self.known(f) if e % 2 and not f.is_constant() else 1
            return ring.power(ring.of(sign * f), int(e))
        used = ring.used(f)
        if len(used) == 1 and len(f) == 1:
            (g,) = used
            if g.kind in ("exp", "power"):
                return self.exp(ring.mul(ring.rational(e), self.log_factor(f)))
            if g.kind == "root":
                raise NeedRoot(self.order * e.denominator)
            if g.payload and g.payload[0] == "substituted":
                raise NeedRoot(self.order * e.denominator)
        if ring.is_complex(f):
            raise Blocked("the root of a complex number")
        n = lcm(self.order, e.denominator)
        if n != self.order:
            raise NeedRoot(n)
        base = f if f.is_constant() else self.known(f) * f
        g = self._root_gen(base, n)
        return ring.power(ring.of(ring.poly(g)), int(e * n))

    def _root_gen(self, base: fmpz_mpoly, n: int) -> Gen:
        ring = self.ring
        return ring.gen(
            f"root[{base},{n}]", "root", bound=ring.is_bound(base), lower=Fraction(0), relation=(n, base),
            payload=(base, n), ball=partial(_root_of_constant, ring, base, n) if ring.is_constant(base) else None,
        )  # fmt: skip

    @abstractmethod
    def exp(self, u: Frac) -> Frac:
        """exp(u); powers of exponentials and of symbolic powers go through it."""


def _side(ball: arb) -> tuple[Fraction | None, Fraction | None]:
    """Bounds that tell the sign of a constant."""
    return (Fraction(0) if ball > 0 else None), (Fraction(0) if ball < 0 else None)


def _log_of_constant(ring: Ring, f: fmpz_mpoly) -> arb:
    return abs(constant(ring, f)).log()


def _root_of_constant(ring: Ring, f: fmpz_mpoly, n: int) -> arb:
    return constant(ring, f).root(n)
