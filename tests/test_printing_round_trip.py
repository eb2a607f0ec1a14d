"""What is printed reads back as the same mathematical expression: random trees, printed, read, and evaluated.

The evaluator works in the integers modulo a large prime, where `+ - * /` are exact and every other operation (a power,
log p, f(x), max) is an arbitrary function of its arguments, given by a hash.  Two expressions with the same value are
then equal by the laws of fractions alone, except with probability about 1e-18: a printer that lost a bracket cannot
hide behind a rounding error, nor behind a domain error.  Space has three points; integrals are sums over it.
"""

from __future__ import annotations

from fractions import Fraction
from hashlib import blake2b

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from test_printing_shapes import SHAPES

from theory.printing import precedence
from theory.printing.latex import latex
from theory.printing.plain import plain
from theory.printing.precedence import Strength
from theory.reading import ReadingError, read
from theory.terms.expr import (
    FUNCTIONS,
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

PRIME = 2**61 - 1
SPACE = (101, 102, 103)
#: Parameters that are read as such only where they are declared: a word, the letters of differentials and functions.
DECLARED = {"d", "gain", "h"}
HERE: dict[str | None, int] = {None: SPACE[0], "x": SPACE[0], "y": SPACE[1], "z": SPACE[2]}


def arbitrary(name: str, *args: int) -> int:
    """The value of a function about which nothing is known."""
    return int.from_bytes(blake2b(repr((name, args)).encode(), digest_size=7).digest()) % PRIME


def divided(top: int, bottom: int) -> int:
    if bottom % PRIME == 0:
        raise ZeroDivisionError
    return top * pow(bottom, -1, PRIME) % PRIME


def value(e: Expr, at: dict[str | None, int] = HERE) -> int:
    """The value modulo PRIME, with the points where they are put by `at` (None: the point left unsaid)."""
    match e:
        case Num(v):
            return divided(v.numerator % PRIME, v.denominator)
        case Sym(name) if name in at:
            return at[name]
        case Const(name) | Sym(name):
            return arbitrary(name)
        case At(name, var):
            return arbitrary(name, place(var, at))
        case Apply(name, args) | Call(name, args):
            return arbitrary(name, *(value(a, at) for a in args))
        case Add(args):
            return sum(value(a, at) for a in args) % PRIME
        case Mul(args):
            product = 1
            for a in args:
                product = product * value(a, at) % PRIME
            return product
        case Div(top, bottom):
            return divided(value(top, at), value(bottom, at))
        case Neg(arg):
            return -value(arg, at) % PRIME
        case Pow(base, exponent):
            return arbitrary("**", value(base, at), value(exponent, at))
        case Integral(body, var):
            return sum(value(body, drawn(at, var, x)) for x in SPACE) % PRIME
        case Expect(law, body, var):
            return sum(value(law, w) * value(body, w) for x in SPACE for w in [drawn(at, var, x)]) % PRIME
        case Functional(name, args):
            return arbitrary(name, *(value(a, drawn(at, None, x)) for x in SPACE for a in args))
    raise TypeError(e)


def place(var: str | None, at: dict[str | None, int]) -> int:
    """Where a point is; `G(z)` is the image of z."""
    if var is not None and var.endswith(")"):
        outer, _, inner = var[:-1].partition("(")
        return arbitrary(outer, place(inner, at))
    return at[var]


def drawn(at: dict[str | None, int], var: str | None, x: int) -> dict[str | None, int]:
    return {**at, None: x, var or "x": x}


def same(e: Expr, text: str, syntax: str) -> bool:
    back = read(text, syntax=syntax, symbols=DECLARED & {s.name for s in walk(e) if isinstance(s, Sym)})
    return value(back) == value(e)


small = st.integers(-4, 12).map(lambda k: Num(Fraction(k)))
fractions = st.builds(lambda k, d: Num(Fraction(k, d)), st.integers(-5, 7), st.integers(2, 12))
symbols = st.sampled_from([*map(Sym, ["a", "b", "h", "t", "alpha", "mu", "sigma_1", "theta_0", "gain"]), Const("i")])


def densities(var: str | None) -> st.SearchStrategy[Expr]:
    return st.sampled_from(["p", "q", "m", "D", "D*", "q'"]).map(lambda name: At(name, var))


def calls(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    def call(fn: str) -> st.SearchStrategy[Expr]:
        arity = FUNCTIONS[fn]
        least, most = (arity, arity) if arity else (2, 3)
        return st.lists(inner, min_size=least, max_size=most).map(lambda args: Call(fn, tuple(args)))

    return st.sampled_from(sorted(FUNCTIONS)).flatmap(call)


def trees(leaves: st.SearchStrategy[Expr], size: int) -> st.SearchStrategy[Expr]:
    def grow(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            several.map(Add),
            several.map(Mul),
            st.builds(Div, inner, inner),
            st.builds(Neg, inner),
            st.builds(Pow, inner, inner),
            calls(inner),
            st.builds(lambda e: Apply("f", (e,)), inner),
        )

    return st.recursive(leaves, grow, max_leaves=size)


pointwise = trees(st.one_of(small, fractions, symbols, densities("x"), densities(None)), 12)
noise = trees(
    st.one_of(small, st.sampled_from([Apply("D", (At("G", "z"),)), At("D", "G(z)")]), st.just(At("G", "z"))), 5
)
arguments = trees(st.one_of(densities(None), small), 4).filter(lambda e: any(isinstance(s, At) for s in walk(e)))


@st.composite
def sums_over_space(draw: st.DrawFn) -> Expr:
    var = draw(st.sampled_from(["x", "x", "y", None]))
    points = st.just(Sym(var or "x"))
    body = draw(trees(st.one_of(small, symbols, points, densities(var), densities(None)), 5))
    law = draw(st.sampled_from([At("p", var), At("q", var), At("m", var), At("p"), None]))
    return Integral(body, var) if law is None else Expect(law, body, var)


functionals = st.one_of(
    st.builds(
        lambda name, a, b: Functional(name, (a, b)),
        st.sampled_from(["KL", "JSD", "J", "TV", "chi2", "H2", "Delta", "CE"]),
        arguments,
        arguments,
    ),
    arguments.map(lambda a: Functional("H", (a,))),
)
wholes = trees(
    st.one_of(
        small,
        symbols,
        functionals,
        sums_over_space(),
        noise.map(lambda e: Expect(At("p_z", "z"), e, "z")),
    ),
    6,
)
many = settings(max_examples=200, deadline=None, suppress_health_check=tuple(HealthCheck))


@pytest.mark.parametrize("syntax", ["plain", "latex"])
@many
@given(e=st.one_of(pointwise, wholes))
def test_printed_and_read_back(e: Expr, syntax: str) -> None:
    try:
        value(e)
    except ZeroDivisionError:
        assume(False)
    text = plain(e) if syntax == "plain" else latex(e)
    try:
        assert same(e, text, syntax), text
    except ReadingError as error:
        assume(not error.expected.startswith("at most"))  # larger than the reader takes
        raise


@pytest.mark.parametrize("row", SHAPES, ids=[row[1] for row in SHAPES])
def test_shapes_read_back(row: tuple[Expr, str, str, str]) -> None:
    e, typed, _, typeset = row
    assert same(e, typed, "plain")
    assert same(e, typeset, "latex")


@pytest.mark.parametrize("place", ["negated", "factor", "top", "bottom", "base", "exponent"])
def test_a_dropped_bracket_reads_back_as_something_else(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(precedence.PLACE, place, Strength.SUM)
    changed = [e for e, typed, *_ in SHAPES if plain(e) != typed]
    assert changed
    assert not all(same(e, plain(e), "plain") for e in changed)
