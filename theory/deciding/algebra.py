"""Exponentials, symbolic powers and absolute values of fractions, in normal form.

    exp      of c log|f| + ...: powers |f|^c; what is left becomes a generator for every monomial of the exponent.
    u^e      with a symbolic e: exp(e log u), for positive u.

Exponents are brought over one common denominator M, and multiples of M leave as polynomials; then the monomials that
occur in exponents are linearly independent over the rationals, and so the generators are independent.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from flint import arb, fmpz_mpoly

from theory.deciding.blocked import Blocked, NeedDenominator, NeedScale
from theory.deciding.powers import LARGEST_POWER, Powers
from theory.deciding.ring import Frac, Ring
from theory.deciding.signs import constant


class Algebra(Powers):
    """All functions of fractions over one ring, under the signs assumed in the present case."""

    def general_power(self, u: Frac, e: Frac) -> Frac:
        """u^e with a symbolic exponent, u positive."""
        rational = self.ring.as_rational(e)
        if rational is not None:
            return self.power(u, rational)
        logged = self.log(u)
        if self.ring.is_complex(logged.num):
            raise Blocked("a symbolic power of a number that may be negative")
        return self.exp(self.ring.mul(e, logged))

    def exp(self, u: Frac) -> Frac:
        ring = self.ring
        over, rest = divmod(self.denominator, u.den)
        if rest:
            g = self.denominator.gcd(u.den)
            raise NeedDenominator(self.denominator * (u.den // g))
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
            return self._turn(mono, over, c)
        if len(logs) == 1 and exponents[logs[0].index] == 1:
            base = logs[0].payload[0]
            rest = mono // ring.poly(logs[0])
            if rest.is_one() and not over:
                return self.factor_power(base, c)
            return self._generic(base, ring.frac(rest, self.denominator if over else ring.one), c)
        return self._generic(None, ring.frac(mono, self.denominator if over else ring.one), c)

    def _turn(self, mono: fmpz_mpoly, over: bool, c: Fraction) -> Frac:
        """exp(c i pi) for c a multiple of 1/2; other imaginary exponents are outside the class."""
        ring = self.ring
        if over or self.pi().num * self.imaginary().num != mono or (2 * c).denominator != 1:
            raise Blocked("the exponential of an imaginary number")
        return ring.power(self.imaginary(), int(2 * c) % 4)

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
        bound = any(ring.is_bound(f) for f in (exponent.num, exponent.den, base) if f is not None)
        if base is None:
            s = self.signs.always(ring.product(small.num, small.den))
            fixed = ring.is_constant(small.num) and ring.is_constant(small.den)
            lower, upper = self.exp_ends.get(str(small.num) if small.den.is_one() else "", (None, None))
            g = ring.gen(
                key, "exp", bound=bound, lower=lower or Fraction(int(s == 1)),
                upper=upper or (Fraction(1) if s == -1 else None),
                payload=(small,), ball=partial(_exp_of_constant, ring, small) if fixed else None,
            )  # fmt: skip
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
            squares.append(ring.product(a, a) + ring.product(b, b))
        return self.power(ring.frac(*squares), Fraction(1, 2))


def _exp_of_constant(ring: Ring, u: Frac) -> arb:
    return (constant(ring, u.num) / constant(ring, u.den)).exp()
