r"""For a slide: the expression in LaTeX (amsmath).

    \mathbb{E}_{p}\left[\log D(x)\right]      \int p\log\frac{p}{q}\,dx      \mathrm{KL}(p\,\|\,q)      \tfrac12

A fraction has its bar and needs no brackets in a product; products are set side by side, and `\cdot` appears only where
two neighbours would run together (`2\cdot 3`) or look like a function at an argument (`p\cdot(p + q)`).
"""

from __future__ import annotations

from theory.printing.names import latex_name
from theory.printing.points import is_noise, law_at_point, says_point
from theory.printing.precedence import LATEX, Strength, brackets, standard, strength
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

_CALLS = {
    "log": r"\log", "log2": r"\log_2", "log10": r"\log_{10}", "exp": r"\exp", "max": r"\max", "min": r"\min",
    "tanh": r"\tanh", "cosh": r"\cosh", "sinh": r"\sinh", "sigmoid": r"\sigma",
}  # fmt: skip
_BETWEEN_BARS = {
    "KL": r"\mathrm{KL}", "JSD": r"\mathrm{JSD}", "J": "J", "chi2": r"\chi^2", "D_f": "D_f",
}  # fmt: skip
_FUNCTIONALS = {"H2": "H^2", "Delta": r"\Delta", "CE": "H", "TV": r"\mathrm{TV}", "Renyi": r"\mathrm{Renyi}"}


def latex(e: Expr) -> str:
    r"""The expression in LaTeX, to stand in a formula.

    >>> latex(At("p") * Call("log", (At("p") / At("q"),)))
    'p\\log\\frac{p}{q}'
    """
    return _Writer({s.name for s in walk(e) if isinstance(s, Sym | At | Apply)}).text(e)


def _wrapped(text: str) -> str:
    """Brackets that grow where what they hold is tall."""
    tall = any(word in text for word in (r"\frac", r"\int", r"\left", r"\tfrac", r"\sqrt", "^{"))
    return rf"\left({text}\right)" if tall else f"({text})"


class _Writer:
    """Writes under the names in use: where sigma is a parameter the sigmoid is spelt out, beside d an upright dx."""

    def __init__(self, names: set[str]) -> None:
        self.calls = {**_CALLS, "sigmoid": r"\operatorname{sigmoid}"} if "sigma" in names else _CALLS
        self.d = r"\mathrm{d}" if "d" in names else "d"

    def text(self, e: Expr, followed: bool = False) -> str:
        """The text of an expression; `followed` if a factor comes right after it."""
        e = standard(e, LATEX)
        match e:
            case Num(value):
                return _number(value.numerator, value.denominator)
            case Const(name) | Sym(name) | At(name, None):
                return latex_name(name)
            case At(name, str(var)):
                return f"{latex_name(name)}({latex_name(var)})"
            case Apply(name, args):
                return latex_name(name) + _wrapped(self.listed(args))
            case Call(fn, args):
                return self.call(fn, args, followed)
            case Functional(name, args):
                return self.functional(name, args)
            case Add(args):
                return self.text(args[0]) + "".join(map(self.term, args[1:]))
            case Neg(arg):
                return "-" + self.place(arg, "negated")
            case Mul(args):
                return self.product(args, followed)
            case Div(top, bottom):
                return rf"\frac{{{self.text(top)}}}{{{self.text(bottom)}}}"
            case Pow(base, exponent):
                power = self.text(exponent)
                return self.place(base, "base") + (f"^{power}" if len(power) == 1 else f"^{{{power}}}")
            case Integral(body, var):
                return rf"\int {self.place(body, 'integrand')}\,{self.d}{latex_name(var or 'x')}"
            case Expect():
                return rf"\mathbb{{E}}_{{{self.law(e)}}}\left[{self.text(e.body)}\right]"
        raise TypeError(f"not an expression: {e!r}")

    def place(self, e: Expr, place: str, followed: bool = False) -> str:
        e = standard(e, LATEX)
        if followed and strength(e, LATEX) is Strength.OPEN:
            return self.text(e, followed=True) if isinstance(e, Call) else _wrapped(self.text(e))
        return _wrapped(self.text(e)) if brackets(e, place, LATEX) else self.text(e, followed)

    def listed(self, args: tuple[Expr, ...]) -> str:
        return ", ".join(map(self.text, args))

    def term(self, e: Expr) -> str:
        return " - " + self.place(e.arg, "negated") if isinstance(e, Neg) else " + " + self.text(e)

    def product(self, args: tuple[Expr, ...], followed: bool) -> str:
        text = left = self.place(args[0], "followed", followed=True)
        for before, e, last in zip(args, args[1:], range(len(args) - 2, -1, -1), strict=False):
            right = self.place(e, "followed", True) if last else self.place(e, "factor", followed)
            text += self.between(before, left, right) + right
            left = right
        return text

    @staticmethod
    def between(before: Expr, left: str, right: str) -> str:
        if right[0].isdecimal() or right.startswith(r"\tfrac"):
            return r"\cdot "
        if right.startswith(("(", r"\left(")):
            return "" if isinstance(before, Num | Div) or left.startswith(("(", r"\left(")) else r"\cdot "
        if right.startswith((r"\mathrm", r"\mathbb")) or (left[-1] == ")" and right[0] != "\\"):
            return r"\,"
        return "" if right[0] == "\\" or left[-1] in ")]}" else " "

    def call(self, fn: str, args: tuple[Expr, ...], followed: bool) -> str:
        inside = self.listed(args)
        if fn == "abs":
            return rf"\left|{inside}\right|"
        if fn == "sqrt":
            return rf"\sqrt{{{inside}}}"
        name = self.calls.get(fn, rf"\operatorname{{{fn}}}")
        bare = isinstance(standard(args[0], LATEX), At | Sym | Const | Apply | Num | Div)
        if LATEX.get(fn) is Strength.OPEN and bare and not followed:
            return name + inside if inside[0] == "\\" else f"{name} {inside}"
        return name + _wrapped(inside)

    def functional(self, name: str, args: tuple[Expr, ...]) -> str:
        texts = list(map(self.text, args))
        if name == "Renyi" and args[0] == Sym("alpha"):
            return r"D_{\alpha}" + _wrapped(rf"{texts[1]}\,\|\,{texts[2]}")
        if name in _BETWEEN_BARS:
            return _BETWEEN_BARS[name] + _wrapped(rf"{texts[0]}\,\|\,{texts[1]}")
        return _FUNCTIONALS.get(name, name) + _wrapped(", ".join(texts))

    def law(self, e: Expect) -> str:
        if isinstance(e.law, At) and not says_point(e):
            return latex_name(e.law.name)
        return rf"{latex_name(e.var or ('z' if is_noise(e) else 'x'))}\sim {self.text(law_at_point(e))}"


def _number(top: int, bottom: int) -> str:
    if bottom == 1:
        return str(top)
    return rf"\tfrac{top}{bottom}" if top < 10 and bottom < 10 else rf"\tfrac{{{top}}}{{{bottom}}}"
