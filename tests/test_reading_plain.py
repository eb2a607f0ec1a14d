"""The plain syntax, each construct against the tree it must give."""

from fractions import Fraction

import pytest

from theory.reading import guess_syntax, read
from theory.terms.expr import Add, Apply, At, Call, Const, Div, Expect, Functional, Integral, Mul, Neg, Num, Pow, Sym

p, q, m, D, DSTAR = At("p"), At("q"), At("m"), At("D"), At("D*")
px, qx, Dx = At("p", "x"), At("q", "x"), At("D", "x")
a, b, c, x, t = Sym("a"), Sym("b"), Sym("c"), Sym("x"), Sym("t")


def n(value: int | str) -> Num:
    return Num(Fraction(value))


def log(e):
    return Call("log", (e,))


ARITHMETIC = {
    "2": n(2),
    "0.5": n("1/2"),
    ".5": n("1/2"),
    "1e-3": n("1/1000"),
    "a+b": Add((a, b)),
    "a-b+c": Add((a, Neg(b), c)),
    "a*b*c": Mul((a, b, c)),
    "a*b/c": Div(Mul((a, b)), c),
    "a/b*c": Mul((Div(a, b), c)),
    "a/b/c": Div(Div(a, b), c),
    "a*(b*c)": Mul((a, Mul((b, c)))),
    "-a": Neg(a),
    "--a": Neg(Neg(a)),
    "+a": a,
    "-a*b": Neg(Mul((a, b))),
    "-a^2": Neg(Pow(a, n(2))),
    "a*-b": Mul((a, Neg(b))),
    "a**2": Pow(a, n(2)),
    "a^2": Pow(a, n(2)),
    "a^b^c": Pow(a, Pow(b, c)),
    "2^-1": Pow(n(2), Neg(n(1))),
    "2**-1": Pow(n(2), Neg(n(1))),
    "(-1)**2": Pow(Neg(n(1)), n(2)),
    "[a+b]*c": Mul((Add((a, b)), c)),
    "a − b": Add((a, Neg(b))),
    "a·b": Mul((a, b)),
    "2a": Mul((n(2), a)),
    "2(a+b)": Mul((n(2), Add((a, b)))),
    "2 log(a)": Mul((n(2), log(a))),
    "2a^2": Mul((n(2), Pow(a, n(2)))),
    "1/2 a": Mul((Div(n(1), n(2)), a)),
    "|a-b|": Call("abs", (Add((a, Neg(b))),)),
    "|a|/|b|": Div(Call("abs", (a,)), Call("abs", (b,))),
    "|a-|b||": Call("abs", (Add((a, Neg(Call("abs", (b,))))),)),
    "|a|^2": Pow(Call("abs", (a,)), n(2)),
}

FUNCTIONS = {
    "log(a)": log(a),
    "ln(a)": log(a),
    "log(a, 3)": Div(log(a), log(n(3))),
    "log2(a)": Call("log2", (a,)),
    "log10(a)": Call("log10", (a,)),
    "log_2(a)": Call("log2", (a,)),
    "exp(-a)": Call("exp", (Neg(a),)),
    "sqrt(a)": Call("sqrt", (a,)),
    "abs(a)": Call("abs", (a,)),
    "sign(a)": Call("sign", (a,)),
    "max(0, a)": Call("max", (n(0), a)),
    "min(a, b, c)": Call("min", (a, b, c)),
    "sigmoid(a)": Call("sigmoid", (a,)),
    "sigma(a)": Call("sigmoid", (a,)),
    "logit(a)": Call("logit", (a,)),
    "softplus(a)": Call("softplus", (a,)),
    "tanh(a)": Call("tanh", (a,)),
    "sinh(a)": Call("sinh", (a,)),
    "cosh(a)": Call("cosh", (a,)),
    "relu(a)": Call("relu", (a,)),
    "log(a)^2": Pow(log(a), n(2)),
    "e^a": Call("exp", (a,)),
    "e**-a": Call("exp", (Neg(a),)),
    "e": Call("exp", (n(1),)),
    "pi": Const("pi"),
    "2 pi": Mul((n(2), Const("pi"))),
    "i": Const("i"),
    "I": Const("i"),
    "1j": Const("i"),
    "2j": Mul((n(2), Const("i"))),
    "sigma": Sym("sigma"),
    "alpha": Sym("alpha"),
    "α": Sym("alpha"),
    "x_1 + mu_2": Add((Sym("x_1"), Sym("mu_2"))),
}

NAMES = {
    "p": p,
    "p(x)": px,
    "p(t)": At("p", "t"),
    "q(x)/p(x)": Div(qx, px),
    "m(x)": At("m", "x"),
    "D(x)": Dx,
    "D(G(z))": At("D", "G(z)"),
    "D*": DSTAR,
    "log(D*)": log(DSTAR),
    "D*(x)": At("D*", "x"),
    "D*q": Mul((D, q)),
    "D*(1-D)": Mul((D, Add((n(1), Neg(D))))),
    "Dstar(x)": At("D*", "x"),
    "D_star": DSTAR,
    "D_opt": DSTAR,
    "f(x)": At("f", "x"),
    "a(x) + a": Add((At("a", "x"), At("a"))),
    "f(G(z))": At("f", "G(z)"),
    "f(p(x)/q(x))": Apply("f", (Div(px, qx),)),
    "f(t)": Apply("f", (t,)),
    "f'(t)": Apply("f'", (t,)),
    "g(a, b)": Apply("g", (a, b)),
    "f(x_i)": At("f", "x_i"),
    "p(-x)": Apply("p", (Neg(x),)),
    "p(x|theta)": qx,
    "qdot": At("q'"),
    "dq(x)": At("q'", "x"),
    "p_z(z)": At("p_z", "z"),
}

SPACE = {
    "E_p(log(D(x)))": Expect(p, log(Dx)),
    "E_q[D]": Expect(q, D),
    "E_m(D)": Expect(m, D),
    "E_z(D(G(z)))": Expect(At("p_z", "z"), At("D", "G(z)"), "z"),
    "E_pz(D(G(z)))": Expect(At("p_z", "z"), At("D", "G(z)"), "z"),
    "E_data(D)": Expect(p, D),
    "E_p_data(D)": Expect(p, D),
    "E_{x~p}[D(x)]": Expect(px, Dx, "x"),
    "E_{x~p_data}(D(x))": Expect(px, Dx, "x"),
    "E[x~p](D(x))": Expect(px, Dx, "x"),
    "E_{z~p(z)}[D(G(z))]": Expect(At("p_z", "z"), At("D", "G(z)"), "z"),
    "E_p(D)**2": Pow(Expect(p, D), n(2)),
    "Expectation(D, p)": Expect(p, D),
    "E_{x~(p+q)/2}[D(x)]": Expect(Div(Add((p, q)), n(2)), Dx, "x"),
    "Integral(p(x), x)": Integral(px, "x"),
    "Int(p, x)": Integral(p, "x"),
    "integral(p)": Integral(p),
    "Sum(p(x), x)": Integral(px, "x"),
    "Integral(p(x), (x, -inf, inf))": Integral(px, "x"),
    "Integral(p(x), (x, -oo, oo))": Integral(px, "x"),
    "Integral(f(u), u)": Integral(At("f", "u"), "u"),
    "2*Integral(p, x)/3": Div(Mul((n(2), Integral(p, "x"))), n(3)),
}

FUNCTIONALS = {
    "KL(p,q)": Functional("KL", (p, q)),
    "KL(p||q)": Functional("KL", (p, q)),
    "KL(p | q)": Functional("KL", (p, q)),
    "KL(q(x), p(x))": Functional("KL", (qx, px)),
    "KL(p, (p+q)/2)": Functional("KL", (p, Div(Add((p, q)), n(2)))),
    "KL(p, 0.5*p+0.5*q)": Functional("KL", (p, Add((Mul((n("1/2"), p)), Mul((n("1/2"), q)))))),
    "KL(m,p)": Functional("KL", (m, p)),
    "KL(p, p+q)": Functional("KL", (p, Add((p, q)))),
    "JSD(p,q)": Functional("JSD", (p, q)),
    "JS(p,q)": Functional("JSD", (p, q)),
    "J(p,q)": Functional("J", (p, q)),
    "Jeffreys(p,q)": Functional("J", (p, q)),
    "TV(p,q)": Functional("TV", (p, q)),
    "chi2(p,q)": Functional("chi2", (p, q)),
    "chi_square(p,q)": Functional("chi2", (p, q)),
    "chisq(p,q)": Functional("chi2", (p, q)),
    "H2(p,q)": Functional("H2", (p, q)),
    "Hellinger2(p,q)": Functional("H2", (p, q)),
    "hellinger_sq(p,q)": Functional("H2", (p, q)),
    "Delta(p,q)": Functional("Delta", (p, q)),
    "VinczeLeCam(p,q)": Functional("Delta", (p, q)),
    "LeCam(p,q)": Functional("Delta", (p, q)),
    "triangular(p,q)": Functional("Delta", (p, q)),
    "D_f(p,q)": Functional("D_f", (p, q)),
    "Renyi(alpha,p,q)": Functional("Renyi", (Sym("alpha"), p, q)),
    "H(p)": Functional("H", (p,)),
    "H(p,q)": Functional("CE", (p, q)),
    "V(D,G)": Functional("V", (D,)),
    "V(D)": Functional("V", (D,)),
    "V(Dstar,G)": Functional("V", (DSTAR,)),
    "V(D*, G)": Functional("V", (DSTAR,)),
    "V(1/2)": Functional("V", (Div(n(1), n(2)),)),
    "2*JSD(p,q) - log(4)": Add((Mul((n(2), Functional("JSD", (p, q)))), Neg(log(n(4))))),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pair for table in (ARITHMETIC, FUNCTIONS, NAMES, SPACE, FUNCTIONALS) for pair in table.items()],
)
def test_plain_text_gives_this_tree(text, expected):
    assert read(text, syntax="plain") == expected
    assert read(text) == expected


def test_the_value_of_the_game():
    expected = Add((Expect(p, log(Dx)), Expect(q, log(Add((n(1), Neg(Dx)))))))
    assert read("E_p(log(D(x))) + E_q(log(1-D(x)))") == expected


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("p*log(p/q)", "plain"),
        ("E_{x~p}[D(x)]", "plain"),
        ("x^(1/2)", "plain"),
        (r"\log p", "latex"),
        ("x^{2}", "latex"),
        ("p_{data}", "latex"),
        ("V(D^*,G)", "latex"),
        ("$p$", "latex"),
    ],
)
def test_syntax_is_guessed(text, syntax):
    assert guess_syntax(text) == syntax


def test_declared_symbols_win():
    assert read("m*2", symbols=["m"]) == Mul((Sym("m"), n(2)))
    assert read("e + i", symbols=["e", "i"]) == Add((Sym("e"), Sym("i")))
    assert read("p*q", symbols=["p", "q"]) == Mul((p, q))
    assert read("C*J", symbols={"C": None, "J": None}) == Mul((Sym("C"), Sym("J")))
    assert read("D(x) + a(x)", symbols=["D", "a"]) == Add((Dx, At("a", "x")))
    assert read("pi", symbols=["pi"]) == Sym("pi")
