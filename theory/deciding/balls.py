"""The second road to every value: evaluation in ball arithmetic on a small finite space.

A case is a finite space (its points may have widths: step densities), values of p, q, D, ... at its points, and values
of the parameters, all rational.  Every expression then has a value, which is enclosed by Arb's complex balls; powers,
roots and logarithms take their principal values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flint import acb, arb

from theory.deciding.blocked import Blocked
from theory.deciding.pushforward import pushed_forward, sees_noise
from theory.deciding.scopes import FREE, densities_of, is_coordinate, level_of
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
)
from theory.terms.named import ABBREVIATIONS, FUNCTIONALS


class Undefined(ValueError):
    """The expression has no value in this case: a division by zero, the logarithm of zero, ..."""


@dataclass(frozen=True)
class Case:
    """A finite space with the values of all functions at its points, and of all parameters."""

    functions: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)
    parameters: Mapping[str, Fraction] = field(default_factory=dict)
    widths: tuple[Fraction, ...] = (Fraction(1),)
    #: unknown functions of a value, as the coefficients of a polynomial y; one whose values are bounded by declaration
    #: is bent into its range: l + 1 + y^2 above l, u - 1 - y^2 below u, l + (u - l) y^2/(1 + y^2) between
    unknown: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)
    ranges: Mapping[str, tuple[Fraction | None, Fraction | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Value:
    """An enclosure, and whether a logarithm or root of a negative number was met on the way."""

    ball: acb
    left_the_reals: bool


def evaluate(e: Expr, case: Case) -> Value:
    """Enclosure of `e` at the working precision of `flint.ctx`; raises Undefined where there is no value."""
    run = _Run(case)
    ball = run.of(e, ())
    if not ball.is_finite():
        raise Undefined("the enclosure is unbounded: a division by zero or the logarithm of zero")
    return Value(ball, run.left_the_reals)


def evaluate_constant(e: Expr) -> arb:
    value = evaluate(e, Case())
    return value.ball.real


Scope = tuple[tuple[str | None, int], ...]


class _Run:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.left_the_reals = False

    def of(self, e: Expr, scope: Scope) -> acb:
        match e:
            case Num(value):
                return acb(arb(value.numerator) / value.denominator)
            case Const("pi"):
                return acb(arb.pi())
            case Const("i"):
                return acb(0, 1)
            case Sym(name):
                return self._symbol(name, scope)
            case At(name, var):
                if name in ABBREVIATIONS:
                    return self.of(ABBREVIATIONS[name](var), scope)
                return _number(self._point(name, var, scope))
            case Add(args):
                return sum((self.of(a, scope) for a in args), acb(0))
            case Neg(arg):
                return -self.of(arg, scope)
            case Mul(args):
                out = acb(1)
                for a in args:
                    out *= self.of(a, scope)
                return out
            case Div(top, bottom):
                return self.of(top, scope) / self._nonzero(self.of(bottom, scope))
            case Pow(base, exponent):
                return self._power(self.of(base, scope), exponent, scope)
            case Call(fn, args):
                return self._call(fn, [self.of(a, scope) for a in args])
            case Apply(name, args):
                return self._unknown(name, [self.of(a, scope) for a in args])
            case Expect() | Integral() if sees_noise(e):
                return self.of(self._allowed(pushed_forward, e), scope)
            case Expect(law, body, var):
                return self.of(Integral(law * body, var), scope)
            case Functional(name, args):
                return self.of(FUNCTIONALS[name][1](*self._allowed(densities_of, args)), scope)
            case Integral(body, var):
                total = acb(0)
                for k, width in enumerate(self.case.widths):
                    total += _number(width) * self.of(body, (*scope, (var, k)))
                return total
        raise Undefined(f"{type(e).__name__} has no value")

    def _allowed(self, rewrite, what):
        try:
            return rewrite(what)
        except Blocked as why:
            raise Undefined(str(why)) from why

    def _symbol(self, name: str, scope: Scope) -> acb:
        names = tuple(v for v, _ in scope)
        if is_coordinate(name, names):  # the point itself, whatever it is called
            return _number(self.case.functions["x"][scope[level_of(name, names)][1]])
        if name not in self.case.parameters:
            raise Undefined(f"no value was given for {name}")
        return _number(self.case.parameters[name])

    def _point(self, name: str, var: str | None, scope: Scope) -> Fraction:
        level = level_of(var, tuple(v for v, _ in scope))
        if level != FREE:
            if name not in self.case.functions:
                raise Undefined(f"no values were given for {name}")
            return self.case.functions[name][scope[level][1]]
        free = f"{name}({var or 'x'})"  # a point outside every integral: a value of its own
        return self.case.functions[free][0] if free in self.case.functions else self.case.functions[name][0]

    def _unknown(self, name: str, values: list[acb]) -> acb:
        """A polynomial, bent into the domain that was declared for the function's values."""
        out = self._polynomial(name, values)
        lower, upper = self.case.ranges.get(name, (None, None))
        if lower is None and upper is None:
            return out
        positive = out * out + 1
        if lower is not None and upper is not None:
            return _number(lower) + _number(upper - lower) * out * out / positive
        if lower is not None:
            return _number(lower) + positive
        assert upper is not None
        return _number(upper) - positive

    def _polynomial(self, name: str, values: list[acb]) -> acb:
        out = acb(0)
        for weight, u in enumerate(values, start=1):
            power = acb(weight)
            for c in self.case.unknown[name]:
                out += _number(c) * power
                power *= u
        return out

    def _nonzero(self, u: acb) -> acb:
        if u.contains(0):
            raise Undefined("division by zero")
        return u

    def _log(self, u: acb) -> acb:
        u = self._nonzero(u)
        if u.imag == 0 and u.real < 0:
            self.left_the_reals = True
            return acb((-u.real).log(), arb.pi())
        return u.log()

    def _power(self, u: acb, exponent: Expr, scope: Scope) -> acb:
        v = self.of(exponent, scope)
        whole = v.real.unique_fmpz() if v.imag == 0 and v.real.is_integer() else None
        if whole is not None:
            return u ** int(whole) if whole >= 0 else self._nonzero(u) ** int(whole)
        if v == acb(0.5):
            return self._call("sqrt", [u])
        if u == 0 and v.real > 0:
            return acb(0)
        return (v * self._log(u)).exp()

    def _call(self, fn: str, args: list[acb]) -> acb:
        u = args[0]
        if fn in ("max", "min", "relu", "sign") and any(v.imag != 0 for v in args):
            raise Undefined(f"{fn} of a number that is not real")
        match fn:
            case "log":
                return self._log(u)
            case "log2" | "log10":
                return self._log(u) / acb(2 if fn == "log2" else 10).log()
            case "exp":
                return u.exp()
            case "sqrt":
                if u.imag == 0 and u.real < 0:
                    self.left_the_reals = True
                    return acb(0, (-u.real).sqrt())
                return u.sqrt()
            case "abs":
                return acb(abs(u))
            case "sign":
                return u / abs(self._nonzero(u))
            case "relu":
                return (u + abs(u)) / 2
            case "max" | "min":
                way = 1 if fn == "max" else -1
                for v in args[1:]:
                    u = (u + v + way * abs(u - v)) / 2
                return u
            case "sigmoid":
                return 1 / self._nonzero(1 + (-u).exp())
            case "softplus":
                return self._log(1 + u.exp())
            case "logit":
                return self._log(u) - self._log(1 - u)
            case "tanh":
                return u.tanh()
            case "sinh":
                return u.sinh()
            case "cosh":
                return u.cosh()
        raise Undefined(f"the function {fn} has no value")


def _number(value: Fraction) -> acb:
    return acb(arb(value.numerator) / value.denominator)
