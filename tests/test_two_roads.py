"""The engine against roads it does not use: sympy's derivatives and numbers, and random rewriting.

Random expressions are rewritten by laws that are true by construction, and broken by slips that are false by
construction; the decision must never contradict the construction.
"""

import math
import random
from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from theory.deciding.decide import decide
from theory.printing.plain import plain
from theory.reading import read, read_domain
from theory.terms.derivative import by_symbol
from theory.terms.domain import Setting
from theory.terms.expr import Add, At, Call, Div, Expr, Mul, Neg, Num, Pow, Sym, as_expr, children, rebuild

SYMPY = {n: sympy.Symbol(n, positive=True) for n in ("p", "q", "D")}
P, Q, D = At("p"), At("q"), At("D")


def atoms():
    return st.sampled_from([P, Q, D, as_expr(2), as_expr(3), as_expr(Fraction(1, 2)), as_expr(1)])


def positive():
    """Expressions that are positive for all p, q > 0 and D in (0, 1), so that logarithms and roots are real."""
    return st.recursive(
        atoms(),
        lambda e: st.one_of(
            st.tuples(e, e).map(Add),
            st.tuples(e, e).map(Mul),
            st.tuples(e, e).map(lambda ab: Div(*ab)),
            e.map(lambda a: Call("sqrt", (a,))),
            e.map(lambda a: Call("log", (as_expr(1) + a,))),
            e.map(lambda a: Pow(a, as_expr(2))),
        ),
        max_leaves=6,
    )


def rewritten(e: Expr, rng: random.Random) -> Expr:
    """The same value, written otherwise: laws of algebra and of logarithms of positive numbers, applied at random."""
    e = rebuild(e, tuple(rewritten(c, rng) for c in children(e))) if children(e) else e
    match e:
        case Add(args) | Mul(args) if rng.random() < 0.5:
            return type(e)(tuple(reversed(args)))
        case Mul((a, Add((b, c)))) if rng.random() < 0.7:
            return Add((a * b, a * c))
        case Div(a, b) if rng.random() < 0.5:
            return a * Pow(b, as_expr(-1))
        case Call("log", (a,)) if rng.random() < 0.5:
            return Call("log", (a * as_expr(3),)) - Call("log", (as_expr(3),))
        case Call("sqrt", (a,)) if rng.random() < 0.5:
            return Call("exp", (Call("log", (a,)) / 2,))
        case Pow(a, Num(n)) if n == 2 and rng.random() < 0.5:
            return a * a
    return e + as_expr(1) - as_expr(1) if rng.random() < 0.2 else e


@given(e=positive(), seed=st.integers(0, 2**32))
def test_a_rewriting_is_never_called_different(e, seed):
    """It may be undecided (nested roots of sums), but a witness against a true identity would be a lie."""
    assert decide(e, rewritten(e, random.Random(seed))).answer != "different"


@given(e=positive(), slip=st.sampled_from(["sign", "factor", "term"]))
def test_a_slip_is_never_called_equal(e, slip):
    wrong = {"sign": -e, "factor": as_expr(2) * e, "term": e + as_expr(Fraction(1, 1000))}[slip]
    assert decide(e, wrong).answer != "equal"  # e is positive, so neither -e nor 2e is e


@given(e=positive())
def test_what_is_called_equal_agrees_in_floating_point(e):
    """Random pairs are hardly ever equal, so the rewriting supplies the pairs and sympy's numbers the check."""
    other = rewritten(e, random.Random(7))
    if decide(e, other).answer == "equal":
        at = {SYMPY["p"]: 0.37, SYMPY["q"]: 1.91, SYMPY["D"]: 0.23}
        a, b = (float(sympy.sympify(plain(side), locals=SYMPY).evalf(30, subs=at)) for side in (e, other))
        # two evaluations of one number at 30 digits, read as doubles: a few units in the last place
        assert math.isclose(a, b, rel_tol=1e-12)


DERIVATIVES = [
    "log(1 + exp(-t))", "sqrt(1 + t**2)*log(t)", "t**3/(1 + t)", "exp(-t**2/2)", "tanh(t)*t", "(1 + t)**t",
    "log(t)**2/t", "1/(1 + exp(-t))", "t**(1/3)",
]  # fmt: skip


@pytest.mark.parametrize("text", DERIVATIVES)
def test_derivatives_are_those_of_sympy(text):
    """The rules of theory.terms.derivative against sympy's, decided by our engine."""
    t = sympy.Symbol("t", positive=True)
    theirs = sympy.diff(sympy.sympify(text, locals={"t": t}), t)
    ours = by_symbol(read(text, syntax="plain"), "t")
    verdict = decide(ours, read(str(theirs), syntax="plain"), Setting({"t": read_domain("(0,inf)")}))
    assert verdict.answer == "equal", (text, theirs, verdict.reason)


def test_a_wrong_derivative_would_be_noticed():
    wrong = Neg(by_symbol(read("t**3/(1+t)", syntax="plain"), "t"))
    assert decide(wrong, by_symbol(read("t**3/(1+t)", syntax="plain"), "t")).answer == "different"
    assert by_symbol(Sym("t"), "t") == as_expr(1)
