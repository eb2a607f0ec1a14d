"""The sign of a polynomial on a product of intervals: proved positive, proved negative, or not known.

Four ways, each exact.  (1) Every generator is written through a variable that runs over the positive numbers
(t in (0,1) as s/(1+s)); if then all coefficients have one sign, so has the polynomial.  (2) A polynomial in one
generator: its real roots are isolated.  (3) A quadratic with negative discriminant.  (4) A constant: ball arithmetic.
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb, fmpz_mpoly, fmpz_poly

from theory.deciding.ring import Gen, Ring

MOST_DEGREE = 24

#: Rational ends of an interval that holds one root.
Interval = tuple[Fraction, Fraction]
#: Irreducible polynomials (by their text) with the sign each is assumed to have.
Conditions = dict[str, tuple[fmpz_mpoly, int]]


class Signs:
    """Signs of polynomials of one ring, given the signs assumed in the present case."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring
        self.assumed: Conditions = {}
        self._proved: dict[str, int | None] = {}

    def of(self, f: fmpz_mpoly) -> int | None:
        content, factors = self.ring.factors(f)
        sign = (content > 0) - (content < 0)
        for g, e in factors:
            if e % 2:
                s = self.irreducible(g)
                if s is None:
                    return None
                sign *= s
        return sign

    def always(self, f: fmpz_mpoly) -> int | None:
        """The sign of f without any assumption: what may be remembered of a generator beyond the present case."""
        kept, self.assumed = self.assumed, {}
        try:
            return self.of(f)
        finally:
            self.assumed = kept

    def irreducible(self, f: fmpz_mpoly) -> int | None:
        key = str(f)
        if key in self.assumed:
            return self.assumed[key][1]
        if key not in self._proved:
            self._proved[key] = None  # a proof may not lean on itself
            self._proved[key] = self._prove(f, depth=3)
        return self._proved[key]

    def _prove(self, f: fmpz_mpoly, depth: int) -> int | None:
        used = self.ring.used(f)
        if not used:
            c = int(f.leading_coefficient()) if f else 0
            return (c > 0) - (c < 0)
        if any(g.kind == "unit" for g in used):
            return None
        if self.ring.is_constant(f):
            return _sign_of_ball(constant(self.ring, f))
        if sum(f.degrees()[g.index] for g in used) <= MOST_DEGREE:
            s = self._one_sign(f, used)
            if s is not None:
                return s
        if len(used) == 1:
            return self._no_root(f, used[0])
        return self._definite(f, used, depth)

    def _one_sign(self, f: fmpz_mpoly, used: list[Gen]) -> int | None:
        ring = self.ring
        odd_matters = []
        for g in used:
            if g.lower is None and g.upper is None:
                odd_matters.append(g.index)
                continue
            top, bottom = _positive_form(ring, g)
            d = f.degrees()[g.index]
            total = ring.zero
            for k, part in _by_degree(ring, f, g).items():
                total += part * top**k * bottom ** (d - k)
            f = total
        signs = set()
        for exponents, c in f.to_dict().items():
            if any(exponents[k] % 2 for k in odd_matters):
                return None
            signs.add(c > 0)
        if len(signs) != 1:
            return None
        return 1 if signs.pop() else -1

    def _no_root(self, f: fmpz_mpoly, g: Gen) -> int | None:
        poly = univariate(f, g)
        inside = [r for r in real_roots(poly) if within(r, g) is not False]
        if inside:
            return None
        at = sample_between(g.lower, g.upper)
        v = value_at(poly, at)
        return (v > 0) - (v < 0)

    def _definite(self, f: fmpz_mpoly, used: list[Gen], depth: int) -> int | None:
        """a v^2 + b v + c with 4ac > b^2 has the sign of a for every real v."""
        if depth == 0:
            return None
        for g in used:
            if f.degrees()[g.index] == 2:
                parts = _by_degree(self.ring, f, g)
                zero = self.ring.zero
                a, b, c = parts[2], parts.get(1, zero), parts.get(0, zero)
                if not c:
                    continue
                below = 4 * a * c - b * b
                if below and self._deep(below, depth) == 1:
                    return self._deep(a, depth)
        return None

    def _deep(self, f: fmpz_mpoly, depth: int) -> int | None:
        content, factors = self.ring.factors(f)
        sign = (content > 0) - (content < 0)
        for g, e in factors:
            if e % 2 == 0:
                if self._prove(g, depth - 1) is None:
                    return None  # its square may vanish somewhere
                continue
            s = self._prove(g, depth - 1)
            if s is None:
                return None
            sign *= s
        return sign


def _positive_form(ring: Ring, g: Gen) -> tuple[fmpz_mpoly, fmpz_mpoly]:
    """g = top/bottom, both in a variable (g's own place) that runs over the positive numbers."""
    s = ring.poly(g)
    lo, hi = g.lower, g.upper
    if lo is not None and hi is not None:
        scale = lo.denominator * hi.denominator
        return int(lo * scale) + int(hi * scale) * s, scale * (1 + s)
    if lo is not None:
        return lo.numerator + lo.denominator * s, ring.ctx.constant(lo.denominator)
    assert hi is not None
    return hi.numerator - hi.denominator * s, ring.ctx.constant(hi.denominator)


def _by_degree(ring: Ring, f: fmpz_mpoly, g: Gen) -> dict[int, fmpz_mpoly]:
    parts: dict[int, dict] = {}
    for exponents, c in f.to_dict().items():
        k = exponents[g.index]
        parts.setdefault(int(k), {})[(*exponents[: g.index], 0, *exponents[g.index + 1 :])] = c
    return {k: ring.ctx.from_dict(t) for k, t in parts.items()}


def univariate(f: fmpz_mpoly, g: Gen) -> fmpz_poly:
    coefficients = [0] * (int(f.degrees()[g.index]) + 1)
    for exponents, c in f.to_dict().items():
        coefficients[int(exponents[g.index])] = int(c)
    return fmpz_poly(coefficients)


def real_roots(f: fmpz_poly, bits: int = 64) -> list[Interval]:
    """Intervals around all real roots of an irreducible polynomial, each holding one, shorter than 2^-bits.

    A rational root is found exactly.  FLINT isolates the roots; they are narrowed by bisection, in rationals.
    """
    if f.degree() == 1:
        b, a = (int(c) for c in f.coeffs())
        root = Fraction(-b, a)
        return [(root, root)]
    found: list[tuple[acb, int]] = f.complex_roots()  # type: ignore[assignment]
    return [_narrowed(f, z.real, bits) for z, _ in found if z.imag == 0]


def _narrowed(f: fmpz_poly, root: arb, bits: int) -> Interval:
    low, high = (Fraction(int(man)) * Fraction(2) ** int(exp) for man, exp in (
        root.lower().man_exp(), root.upper().man_exp()))  # fmt: skip
    up = value_at(f, high) > 0
    while high - low > Fraction(1, 2**bits):
        middle = (low + high) / 2
        low, high = (low, middle) if (value_at(f, middle) > 0) == up else (middle, high)
    return low, high


def value_at(f: fmpz_poly, x: Fraction) -> Fraction:
    return sum((int(c) * x**k for k, c in enumerate(f.coeffs())), Fraction(0))


def within(root: Interval, g: Gen) -> bool | None:
    """Does the root lie in the open interval of g?  None if it is too close to an end to tell."""
    low, high = root
    answer: bool | None = True
    for end, side in ((g.lower, 1), (g.upper, -1)):
        if end is None:
            continue
        near, far = ((low - end), (high - end)) if side > 0 else ((end - high), (end - low))
        if far <= 0:
            return False
        if near <= 0:
            answer = None
    return answer


def sample_between(lo: Fraction | None, hi: Fraction | None) -> Fraction:
    if lo is not None and hi is not None:
        return (lo + hi) / 2
    if lo is not None:
        return lo + 1
    return hi - 1 if hi is not None else Fraction(1)


def constant(ring: Ring, f: fmpz_mpoly) -> arb:
    """The value of a polynomial in constants such as log 2, pi, sqrt 3, as a ball."""
    total = arb(0)
    for exponents, c in f.to_dict().items():
        term = arb(int(c))
        for g in ring.gens:
            if exponents[g.index]:
                term *= _ball(g) ** int(exponents[g.index])
        total += term
    return total


def _ball(g: Gen) -> arb:
    assert g.ball is not None
    return g.ball()


def _sign_of_ball(ball: arb) -> int | None:
    return 1 if ball > 0 else -1 if ball < 0 else None
