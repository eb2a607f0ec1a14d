"""The normal form of an expression: a form over the ring, computed bottom up.

Inside an integral a density is a free positive generator (its value at the point), so the integrand is a fraction;
outside, an integral is a form.  `D*`, the mixture `m` and the named functionals are replaced by what they stand for.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz_mpoly

from theory.deciding.algebra import Algebra
from theory.deciding.blocked import Blocked
from theory.deciding.cells import cells
from theory.deciding.forms import Form, constant_form, lifted, plain_value, plus, scaled, times
from theory.deciding.integrals import Integrator
from theory.deciding.intervals import ends, exp_ends
from theory.deciding.pushforward import pushed_forward, sees_noise
from theory.deciding.ring import Frac
from theory.deciding.scopes import FREE, Scope, densities_of, is_coordinate, level_of, pulled_out
from theory.terms.domain import Setting
from theory.terms.expr import (
    Add,
    Apply,
    At,
    Call,
    Const,
    Div,
    Expect,
    Expr,
    Functional,
    Integral,
    Mul,
    Neg,
    Num,
    Pow,
    Sym,
    as_expr,
)
from theory.terms.named import ABBREVIATIONS, FUNCTIONALS

TWO, ONE = as_expr(2), as_expr(1)


#: What one node, and one integral, count as work (see `theory.deciding.ring.MOST_WORK`).
NODE, INTEGRAL = 20, 200


class Normal:
    """Normal forms of expressions over one ring, in one case of the signs."""

    def __init__(self, algebra: Algebra, setting: Setting, splits: list[fmpz_mpoly]) -> None:
        """`splits` are the factors whose signs change over the space and matter."""
        self.algebra, self.setting, self.ring, self.splits = algebra, setting, algebra.ring, splits
        self.cells = cells(self.ring, splits)
        self.integrator: Integrator | None = None
        self._known: dict[tuple, Form] = {}

    def form(self, e: Expr, scope: Scope = ()) -> Form:
        """The normal form of `e`; equal sub-expressions are computed once."""
        key = (e, scope, tuple((f, s) for f, (_, s) in self.algebra.signs.assumed.items()))
        if key not in self._known:
            self.ring.spend(NODE)
            self._known[key] = self._form(e, scope)
        return self._known[key]

    def value(self, e: Expr, scope: Scope) -> Frac:
        """`e` as one fraction; integrals in it become generators."""
        form = self.form(e, scope)
        plain = plain_value(self.ring, form)
        return lifted(self.ring, form) if plain is None else plain

    def _form(self, e: Expr, scope: Scope) -> Form:
        ring = self.ring
        match e:
            case Num(value):
                return constant_form(ring.rational(value))
            case Const("pi"):
                return constant_form(self.algebra.pi())
            case Const("i"):
                return constant_form(self.algebra.imaginary())
            case Sym(name):
                inside = is_coordinate(name, scope)
                return constant_form(self._generator(name, bound=inside, label="x" if inside else f"${name}"))
            case At(name, var):
                if name in ABBREVIATIONS:
                    return self.form(ABBREVIATIONS[name](var), scope)
                inside = level_of(var, scope) != FREE
                label = name if inside else f"{name}({var or 'x'})"
                return constant_form(self._generator(name, bound=inside, label=label))
            case Add(args):
                out: Form = {}
                for a in args:
                    out = plus(ring, out, self.form(a, scope))
                return out
            case Neg(arg):
                return scaled(ring, self.form(arg, scope), ring.rational(-1))
            case Mul(args):
                out = constant_form(ring.rational(1))
                for a in args:
                    out = times(ring, out, self.form(a, scope))
                return out
            case Div(top, bottom):
                return scaled(ring, self.form(top, scope), ring.inverse(self.value(bottom, scope)))
            case Pow(base, exponent):
                return constant_form(self.algebra.general_power(self.value(base, scope), self.value(exponent, scope)))
            case Call("max" | "min" as fn, args):
                return constant_form(self._extreme(fn, args, scope))
            case Call(fn, args):
                return constant_form(self._call(fn, args, scope))
            case Apply(name, args):
                return constant_form(self._unknown(name, args, scope))
            case Expect() | Integral() if sees_noise(e):
                return self.form(pushed_forward(e), scope)
            case Expect(law, body, var):
                return self.form(Integral(law * body, var), scope)
            case Functional(name, args):
                formula = FUNCTIONALS[name][1]
                return self.form(formula(*densities_of(args)), scope)
            case Integral(body, var):
                return self._integral(e, body, var, scope)
        raise Blocked(f"{type(e).__name__} is not part of the class")

    # leaves

    def _generator(self, name: str, *, bound: bool, label: str) -> Frac:
        ring, n = self.ring, self.algebra.order
        lower, upper = ends(self.setting.domain(name))
        nonzero = self.setting.domain(name).without_zero
        key = label + ("@" if bound else "")
        kind = "point" if bound else "symbol"
        if n > 1 and (lower, upper) in ((0, None), (0, 1), (1, None)):
            g = ring.gen(key, kind, bound=bound, lower=lower, upper=upper, payload=("substituted", n))
            return ring.of(ring.poly(g) ** n)
        g = ring.gen(key, kind, bound=bound, lower=lower, upper=upper, nonzero=nonzero)
        self.algebra.exp_ends[f"g{g.index}"] = exp_ends(self.setting.domain(name))
        return ring.of(ring.poly(g))

    def _unknown(self, name: str, args: tuple[Expr, ...], scope: Scope) -> Frac:
        ring = self.ring
        values = [self.value(a, scope) for a in args]
        inside = ", ".join(f"{u.num}/{u.den}" for u in values)
        bound = any(ring.is_bound(f) for u in values for f in (u.num, u.den))
        lower, upper = ends(self.setting.domain(name))
        return ring.of(ring.poly(ring.gen(f"{name}[{inside}]", "unknown", bound=bound, lower=lower, upper=upper)))

    # functions

    def _call(self, fn: str, args: tuple[Expr, ...], scope: Scope) -> Frac:
        ring, alg = self.ring, self.algebra
        values = [self.value(a, scope) for a in args]
        u, one = values[0], ring.rational(1)

        def odds(v: Frac) -> Frac:
            return alg.exp(v)

        match fn:
            case "log":
                return alg.log(u)
            case "log2" | "log10":
                base = alg.log(ring.rational(2 if fn == "log2" else 10))
                return ring.mul(alg.log(u), ring.inverse(base))
            case "exp":
                return alg.exp(u)
            case "sqrt":
                return alg.power(u, Fraction(1, 2))
            case "abs":
                return alg.absolute(u)
            case "sign":
                return ring.mul(alg.absolute(u), ring.inverse(u))
            case "relu":
                return self._larger(u, ring.rational(0), 1)
            case "sigmoid":
                return ring.mul(odds(u), ring.inverse(ring.add(one, odds(u))))
            case "softplus":
                return alg.log(ring.add(one, odds(u)))
            case "logit":
                rest = ring.add(one, ring.mul(ring.rational(-1), u))
                return ring.add(alg.log(u), ring.mul(ring.rational(-1), alg.log(rest)))
            case "tanh" | "sinh" | "cosh":
                up, down = odds(u), ring.inverse(odds(u))
                half = ring.rational(Fraction(1, 2))
                sinh = ring.mul(half, ring.add(up, ring.mul(ring.rational(-1), down)))
                cosh = ring.mul(half, ring.add(up, down))
                return {"sinh": sinh, "cosh": cosh}[fn] if fn != "tanh" else ring.mul(sinh, ring.inverse(cosh))
        raise Blocked(f"the function {fn} is not part of the class")

    def _extreme(self, fn: str, args: tuple[Expr, ...], scope: Scope) -> Frac:
        """The maximum or minimum, the same for all spellings of one set: nested, repeated or in another order."""
        flat: list[Expr] = []
        waiting = list(args)
        while waiting:
            a = waiting.pop()
            waiting.extend(a.args) if isinstance(a, Call) and a.fn == fn else flat.append(a)
        values = {f"{u.num}/{u.den}": u for u in (self.value(a, scope) for a in flat)}
        first, *rest = (values[key] for key in sorted(values))
        for u in rest:
            first = self._larger(first, u, 1 if fn == "max" else -1)
        return first

    def _larger(self, a: Frac, b: Frac, way: int) -> Frac:
        """The larger of two (the smaller, if way is -1): (a + b + way |a - b|)/2."""
        ring = self.ring
        gap = self.algebra.absolute(ring.add(a, ring.mul(ring.rational(-1), b)))
        return ring.mul(ring.rational(Fraction(1, 2)), ring.add(ring.add(a, b), ring.mul(ring.rational(way), gap)))

    # integrals

    def _integral(self, e: Expr, body: Expr, var: str | None, scope: Scope) -> Form:
        self.ring.spend(INTEGRAL)
        outside = pulled_out(body, var, scope)
        if outside is not None:
            return self.form(outside, scope)
        assert self.integrator is not None
        signs, out = self.algebra.signs, {}
        kept = signs.assumed
        for k, cell in enumerate(self.cells):
            signs.assumed = {**kept, **cell}
            try:
                for atom, u in self.form(body, (var,)).items():
                    part = self.integrator.integral(u, k, signs)
                    out = plus(self.ring, out, times(self.ring, {atom: self.ring.rational(1)}, part))
            finally:
                signs.assumed = kept
        return out
