"""Logarithms, powers, exponentials and absolute values of fractions, in normal form.

    log      of a product of irreducible polynomials: the sum of the logarithms of their absolute values, plus i pi
             if the product is negative.  log|f| is a new generator for every irreducible f (and every prime number):
             these logarithms are independent over the rational functions (Kolchin 1968, Ostrowski 1946).
    power    u^e with e rational: roots |f|^(1/N) of irreducible factors, with the relation r^N = |f|;
             with a symbolic e: exp(e log u).
    exp      of c log|f| + ...: powers |f|^c; what is left becomes a generator for every monomial of the exponent.

Where the sign of a factor matters and is not known, `NeedSign` asks for the two cases to be taken apart.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from flint import arb, fmpz, fmpz_mpoly

from theory.deciding.blocked import Blocked, NeedDenominator, NeedRoot, NeedScale, NeedSign
from theory.deciding.ring import Frac, Gen, Ring, lcm
from theory.deciding.signs import Signs, constant

#: No integer power beyond this is formed, and no integer beyond 2^this is factored.
LARGEST_POWER = 256
LARGEST_FACTORED_BITS = 128


class Algebra:
    """Functions of fractions over one ring, under the signs assumed in the present case."""

    def __init__(self, ring: Ring, *, order: int, scales: dict[str, int], denominator: fmpz_mpoly | None) -> None:
        self.ring, self.order, self.scales = ring, order, scales
        self.signs = Signs(ring)
        self.denominator = ring.one if denominator is None else denominator  # of exponents
        self.not_real = False  # has a logarithm or root of a negative number been taken?

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
        if s is None:
            if self.ring.is_complex(f):
                raise Blocked("a complex number where only a real one has a sign")
            raise NeedSign(f, self.ring.is_bound(f))
        return s

    # constants

    def imaginary(self) -> Frac:
        return self.ring.of(self.ring.poly(self.ring.gen("the imaginary unit", "unit", relation=(2, self.ring.ctx.constant(-1)))))

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
            self.not_real = True
            out = ring.add(out, ring.mul(self.imaginary(), self.pi()))
        return out

    def _log_integer(self, n: int, direction: int) -> Frac:
        ring, out = self.ring, self.ring.rational(0)
        if n == 1:
            return out
        if n.bit_length() > LARGEST_FACTORED_BITS:
            raise Blocked(f"an integer of {n.bit_length()} bits inside a logarithm is not factored")
        for prime, e in fmpz(n).factor():
            g = self._log_gen(ring.ctx.constant(prime))
            out = ring.add(out, ring.mul(ring.rational(int(e) * direction), ring.of(ring.poly(g))))
        return out

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
        return ring.of(ring.poly(self._log_gen(f)))

    def _log_gen(self, f: fmpz_mpoly) -> Gen:
        ring = self.ring
        key = f"log[{f}]"
        if key in ring.by_key:
            return ring.by_key[key]
        if ring.is_constant(f):
            ball = partial(_log_of_constant, ring, f)
            return ring.gen(key, "log", payload=(f,), ball=ball, **_side(ball()))
        s, above_one = self.signs.irreducible(f), None
        if s is not None:
            above_one = self.signs.of(s * f - 1)  # |f| - 1
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
            if abs(content).bit_length() > LARGEST_FACTORED_BITS:
                raise Blocked("a large integer under a root")
            for prime, k in fmpz(abs(content)).factor() if abs(content) != 1 else ():
                out = ring.mul(out, self.factor_power(ring.ctx.constant(prime), int(k) * direction * e))
            for f, k in factors:
                if k % 2:
                    negative ^= self.known(f) < 0
                out = ring.mul(out, self.factor_power(f, k * direction * e))
        if negative:
            if e.denominator != 2:
                raise Blocked(f"the power {e} of a negative number")
            self.not_real = True
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

    def general_power(self, u: Frac, e: Frac) -> Frac:
        """u^e with a symbolic exponent, u positive."""
        rational = self.ring.as_rational(e)
        if rational is not None:
            return self.power(u, rational)
        before = self.not_real
        logged = self.log(u)
        if self.not_real and not before:
            raise Blocked("a symbolic power of a number that may be negative")
        return self.exp(self.ring.mul(e, logged))

    # exponentials

    def exp(self, u: Frac) -> Frac:
        ring = self.ring
        over, rest = divmod(self.denominator, u.den)
        if rest:
            g = self.denominator.gcd(u.den)
            raise NeedDenominator("exponents", self.denominator * (u.den // g))
        num = ring.product(u.num, over)
        pieces = self._pieces(num)
        out = ring.rational(1)
        for exponents, c in pieces.items():
            out = ring.mul(out, self._exp_piece(exponents, c))
        return out

    def _pieces(self, num: fmpz_mpoly) -> dict[tuple[tuple[int, ...], bool], Fraction]:
        """num/denominator as a sum of rational multiples of monomials, of which some stand over the denominator."""
        den = self.denominator
        if den.is_constant():
            d = int(den.leading_coefficient())
            return {(tuple(m), False): Fraction(int(c), d) for m, c in num.to_dict().items()}
        lead = tuple(int(k) for k in den.monoms()[0])
        tail = [(tuple(int(k) for k in m), Fraction(int(c))) for m, c in den.to_dict().items()]
        lead_c = dict(tail)[lead]
        left = {tuple(int(k) for k in m): Fraction(int(c)) for m, c in num.to_dict().items()}
        out: dict[tuple[tuple[int, ...], bool], Fraction] = {}
        while left:
            m = max(left)
            c = left.pop(m)
            if all(a >= b for a, b in zip(m, lead, strict=True)):
                quotient = tuple(a - b for a, b in zip(m, lead, strict=True))
                out[quotient, False] = out.get((quotient, False), Fraction(0)) + c / lead_c
                for t, k in tail:
                    if t != lead:
                        spot = tuple(a + b for a, b in zip(t, quotient, strict=True))
                        value = left.get(spot, Fraction(0)) - c / lead_c * k
                        if value:
                            left[spot] = value
                        else:
                            left.pop(spot, None)
            else:
                out[m, True] = c
        return out

    def _exp_piece(self, piece: tuple[tuple[int, ...], bool], c: Fraction) -> Frac:
        ring = self.ring
        exponents, over = piece
        logs = [g for g in ring.gens if exponents[g.index] and g.kind == "log"]
        mono = ring.ctx.from_dict({exponents: 1})
        if ring.is_complex(mono):
            raise Blocked("the exponential of an imaginary number")
        if len(logs) == 1 and exponents[logs[0].index] == 1:
            base = logs[0].payload[0]
            rest = mono // ring.poly(logs[0])
            if rest.is_one() and not over:
                return self.factor_power(base, c)
            return self._generic(base, ring.frac(rest, self.denominator if over else ring.one), c)
        return self._generic(None, ring.frac(mono, self.denominator if over else ring.one), c)

    def _generic(self, base: fmpz_mpoly | None, exponent: Frac, c: Fraction) -> Frac:
        """|base|^(c exponent), or exp(c exponent), through a generator for the smallest fraction needed."""
        ring = self.ring
        key = f"pow[{base}]^[{exponent.num}/{exponent.den}]"
        scale = self.scales.get(key, 1)
        n = c * scale
        if n.denominator != 1:
            raise NeedScale(key, scale * n.denominator)
        if abs(n) > LARGEST_POWER:
            raise Blocked(f"an exponent beyond {LARGEST_POWER}")
        small = ring.mul(exponent, ring.rational(Fraction(1, scale)))
        bound = ring.is_bound(exponent.num) or ring.is_bound(exponent.den) or bool(base is not None and ring.is_bound(base))
        if base is None:
            s = self.signs.of(ring.product(small.num, small.den))
            constant_exponent = ring.is_constant(small.num) and ring.is_constant(small.den)
            g = ring.gen(key, "exp", bound=bound, lower=Fraction(int(s == 1)), upper=Fraction(1) if s == -1 else None,
                         payload=(small,), ball=partial(_exp_of_constant, ring, small) if constant_exponent else None)  # fmt: skip
        else:
            g = ring.gen(key, "power", bound=bound, lower=Fraction(0), payload=(base, small))
        return ring.power(ring.of(ring.poly(g)), int(n))

    # absolute values

    def absolute(self, u: Frac) -> Frac:
        ring = self.ring
        if ring.is_complex(u.num) or ring.is_complex(u.den):
            return self._modulus(u)
        if not u.num:
            return u
        return ring.mul(ring.rational(self.sign(u.num) * self.sign(u.den)), u)

    def _modulus(self, u: Frac) -> Frac:
        ring = self.ring
        squares = []
        for f in (u.num, u.den):
            place = ring.by_key["the imaginary unit"].index
            real, imaginary = {}, {}
            for m, c in ring.reduced(f).to_dict().items():
                (imaginary if m[place] else real)[(*m[:place], 0, *m[place + 1 :])] = c
            a, b = ring.ctx.from_dict(real), ring.ctx.from_dict(imaginary)
            squares.append(a * a + b * b)
        return self.power(ring.frac(*squares), Fraction(1, 2))


def _side(ball: arb) -> dict[str, Fraction]:
    """A bound that tells the sign of a constant."""
    return {"lower": Fraction(0)} if ball > 0 else {"upper": Fraction(0)} if ball < 0 else {}


def _log_of_constant(ring: Ring, f: fmpz_mpoly) -> arb:
    return abs(constant(ring, f)).log()


def _root_of_constant(ring: Ring, f: fmpz_mpoly, n: int) -> arb:
    return constant(ring, f).root(n)


def _exp_of_constant(ring: Ring, u: Frac) -> arb:
    return (constant(ring, u.num) / constant(ring, u.den)).exp()
