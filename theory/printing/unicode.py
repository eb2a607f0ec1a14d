"""For a terminal: the expression with its signs, products side by side.

    E_p[log D(x)] + E_q[log(1 − D(x))]        ∫ p log(p/q) dx        ½ KL(p ‖ m)        |p − q|        σ(C)²

Products are written side by side, so what stands before another factor must show where it ends: `(p/q) r`,
`log(p) q`.  This is the `followed` of the functions below.  A dot is set only where two neighbours would run together
(`2·3`) or look like a function at an argument (`p·(p + q)`).
"""

from __future__ import annotations

from theory.printing.names import ONE_SIGN, superscript, unicode_name
from theory.printing.points import is_noise, law_at_point, says_point
from theory.printing.precedence import UNICODE, Strength, brackets, standard, strength
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
    walk,
)

_CALLS = {"log2": "log₂", "log10": "log₁₀", "sigmoid": "σ"}
_BETWEEN_BARS = {"KL": "KL", "JSD": "JSD", "J": "J", "chi2": "χ²", "D_f": "D_f"}
_FUNCTIONALS = {"H2": "H²", "Delta": "Δ", "CE": "H"}


def unicode(e: Expr) -> str:
    """The expression as one line of Unicode text.

    >>> unicode(Functional("KL", (At("p"), (At("p") + At("q")) / 2)))
    'KL(p ‖ (p + q)/2)'
    """
    sigma_is_a_name = any(isinstance(s, Sym | At | Apply) and s.name == "sigma" for s in walk(e))
    return _Writer(sigmoid="sigmoid" if sigma_is_a_name else "σ").text(e)


class _Writer:
    def __init__(self, sigmoid: str) -> None:
        self.calls = {**_CALLS, "sigmoid": sigmoid}

    def text(self, e: Expr, followed: bool = False) -> str:
        """The text of an expression; `followed` if a factor or a division comes right after it."""
        e = standard(e, UNICODE)
        match e:
            case Num(value):
                return ONE_SIGN.get(value, str(value))
            case Const(name) | Sym(name) | At(name, None):
                return unicode_name(name)
            case At(name, str(var)):
                return f"{unicode_name(name)}({unicode_name(var)})"
            case Apply(name, args):
                return f"{unicode_name(name)}({self.listed(args)})"
            case Call(fn, args):
                return self.call(fn, args, followed)
            case Functional(name, args):
                return self.functional(name, args)
            case Add(args):
                return self.text(args[0]) + "".join(map(self.term, args[1:]))
            case Neg(arg):
                return "−" + self.place(arg, "negated")
            case Mul(args):
                return self.product(args, followed)
            case Div(top, bottom):
                return self.place(top, "top", followed=True) + "/" + self.place(bottom, "bottom")
            case Pow(base, exponent):
                return self.place(base, "base") + self.exponent(standard(exponent, UNICODE))
            case Integral(body, var):
                return f"∫ {self.place(body, 'integrand')} d{unicode_name(var or 'x')}"
            case Expect():
                return f"E_{self.law(e)}[{self.text(e.body)}]"
        raise TypeError(f"not an expression: {e!r}")

    def place(self, e: Expr, place: str, followed: bool = False) -> str:
        e = standard(e, UNICODE)
        if followed and strength(e, UNICODE) is Strength.OPEN:
            return self.text(e, followed=True) if isinstance(e, Call) else f"({self.text(e)})"
        return f"({self.text(e)})" if brackets(e, place, UNICODE) else self.text(e, followed)

    def listed(self, args: tuple[Expr, ...]) -> str:
        return ", ".join(map(self.text, args))

    def term(self, e: Expr) -> str:
        return " − " + self.place(e.arg, "negated") if isinstance(e, Neg) else " + " + self.text(e)

    def product(self, args: tuple[Expr, ...], followed: bool) -> str:
        text = left = self.place(args[0], "followed", followed=True)
        for before, e, last in zip(args, args[1:], range(len(args) - 2, -1, -1), strict=False):
            right = self.place(e, "followed", True) if last else self.place(e, "factor", followed)
            text += self.between(before, left, right) + right
            left = right
        return text

    @staticmethod
    def between(before: Expr, left: str, right: str) -> str:
        if right[0].isnumeric() or left[0] == "√":
            return "·"
        if right[0] == "(":
            return "" if isinstance(before, Num) or left[0] + left[-1] == "()" else "·"
        return " "

    def exponent(self, e: Expr) -> str:
        match e:
            case Num(value) if value.denominator == 1:
                return superscript(str(value))
            case Neg(Num(value)) if value.denominator == 1:
                return superscript(f"-{value}")
        return "^" + self.place(e, "exponent of one sign")

    def call(self, fn: str, args: tuple[Expr, ...], followed: bool) -> str:
        first = standard(args[0], UNICODE)
        inside = self.listed(args)
        simple = isinstance(first, At | Sym | Const | Apply) or (isinstance(first, Num) and inside.isdecimal())
        if fn == "abs" and "|" not in inside:
            return f"|{inside}|"
        if fn == "sqrt":
            return f"√{inside}" if simple else f"√({inside})"
        name = self.calls.get(fn, fn)
        if UNICODE.get(fn) is Strength.OPEN and simple and not followed:
            return f"{name} {inside}"
        return f"{name}({inside})"

    def functional(self, name: str, args: tuple[Expr, ...]) -> str:
        if name == "Renyi":
            return f"D_{self.place(args[0], 'followed')}({self.text(args[1])} ‖ {self.text(args[2])})"
        if name in _BETWEEN_BARS:
            return f"{_BETWEEN_BARS[name]}({self.text(args[0])} ‖ {self.text(args[1])})"
        return f"{_FUNCTIONALS.get(name, name)}({self.listed(args)})"

    def law(self, e: Expect) -> str:
        if is_noise(e):
            return "z"
        if isinstance(e.law, At) and not says_point(e):
            return unicode_name(e.law.name)
        return f"{{{unicode_name(e.var or 'x')} ∼ {self.text(law_at_point(e))}}}"
