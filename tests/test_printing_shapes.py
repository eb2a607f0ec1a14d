"""One table of shapes in the three notations: brackets where they are needed and nowhere else."""

from __future__ import annotations

from fractions import Fraction

import pytest

from theory.printing.latex import latex
from theory.printing.plain import plain
from theory.printing.unicode import unicode
from theory.terms.expr import (
    Apply,
    At,
    Call,
    Const,
    Expect,
    Expr,
    Functional,
    Integral,
    Neg,
    Num,
    Sym,
    as_expr,
)

a, b, c = Sym("a"), Sym("b"), Sym("c")
p, q, px, qx, D = At("p"), At("q"), At("p", "x"), At("q", "x"), At("D", "x")
half = Num(Fraction(1, 2))


def n(value: int) -> Expr:
    return as_expr(value)


def log(e: Expr) -> Expr:
    return Call("log", (e,))


def F(name: str, *args: Expr) -> Expr:
    return Functional(name, args)


SHAPES: list[tuple[Expr, str, str, str]] = [
    (a - (b - c), "a - (b - c)", "a − (b − c)", "a - (b - c)"),
    (a - (b + c), "a - (b + c)", "a − (b + c)", "a - (b + c)"),
    (a - b + c, "a - b + c", "a − b + c", "a - b + c"),
    (a / (b / c), "a/(b/c)", "a/(b/c)", r"\frac{a}{\frac{b}{c}}"),
    ((a / b) / c, "a/b/c", "a/b/c", r"\frac{\frac{a}{b}}{c}"),
    (-(a + b), "-(a + b)", "−(a + b)", "-(a + b)"),
    ((-a) ** 2, "(-a)**2", "(−a)²", "(-a)^2"),
    (-(a**2), "-a**2", "−a²", "-a^2"),
    (a ** (b**c), "a**b**c", "a^(b^c)", "a^{b^c}"),
    ((a**b) ** c, "(a**b)**c", "(a^b)^c", "(a^b)^c"),
    (a ** (b * c), "a**(b*c)", "a^(b c)", "a^{b c}"),
    (a ** ((a**b) ** c), "a**(a**b)**c", "a^((a^b)^c)", "a^{(a^b)^c}"),
    ((a / b) ** c, "(a/b)**c", "(a/b)^c", r"\left(\frac{a}{b}\right)^c"),
    (a ** n(-1), "a**(-1)", "a⁻¹", "a^{-1}"),
    (a ** (-b), "a**(-b)", "a^(−b)", "a^{-b}"),
    (a * (b + c), "a*(b + c)", "a·(b + c)", r"a\cdot (b + c)"),
    ((a + b) * (a - b), "(a + b)*(a - b)", "(a + b)(a − b)", "(a + b)(a - b)"),
    (a / (b * c), "a/(b*c)", "a/(b c)", r"\frac{a}{b c}"),
    ((a + b) / c, "(a + b)/c", "(a + b)/c", r"\frac{a + b}{c}"),
    (a / b**2, "a/b**2", "a/b²", r"\frac{a}{b^2}"),
    (a / (b + c), "a/(b + c)", "a/(b + c)", r"\frac{a}{b + c}"),
    ((a / b) * c, "a/b*c", "(a/b) c", r"\frac{a}{b}c"),
    (a * (b / c), "a*b/c", "a b/c", r"a\frac{b}{c}"),
    (n(2) * n(-3), "2*(-3)", "2(−3)", "2(-3)"),
    (a * (-b), "a*(-b)", "a·(−b)", r"a\cdot (-b)"),
    ((-a) * b, "-a*b", "−a b", "-a b"),
    (a + (-b) * c, "a - b*c", "a − b c", "a - b c"),
    (a - (-b), "a - (-b)", "a − (−b)", "a - (-b)"),
    (Neg(-a), "-(-a)", "−(−a)", "-(-a)"),
    (a / (-b), "a/(-b)", "a/(−b)", r"\frac{a}{-b}"),
    ((-a) / b, "-a/b", "−a/b", r"\frac{-a}{b}"),
    (a - (b / c) * (-a), "a - b/c*(-a)", "a − (b/c)(−a)", r"a - \frac{b}{c}(-a)"),
    (a * (-(b * c) / a), "a*(-b*c/a)", "a·(−b c/a)", r"a\frac{-b c}{a}"),
    (a - (a - b - (b - c)) * c, "a - (a - b - (b - c))*c", "a − (a − b − (b − c)) c", r"a - (a - b - (b - c))\,c"),
    (half * a, "1/2*a", "½ a", r"\tfrac12 a"),
    ((n(1) / 2) * a, "1/2*a", "½ a", r"\tfrac12 a"),
    (a * half, "a*(1/2)", "a·½", r"a\cdot \tfrac12"),
    (half**2, "(1/2)**2", "(½)²", r"\left(\tfrac12\right)^2"),
    (a**half, "a**(1/2)", "a^(½)", r"a^{\tfrac12}"),
    ((n(3) / 7) * a, "3/7*a", "(3/7) a", r"\tfrac37 a"),
    ((n(2) / 4) * a, "2/4*a", "(2/4) a", r"\frac{2}{4}a"),
    (n(2) * n(3), "2*3", "2·3", r"2\cdot 3"),
    (log(px / qx), "log(p(x)/q(x))", "log(p(x)/q(x))", r"\log\frac{p(x)}{q(x)}"),
    (log(p) * q, "log(p)*q", "log(p) q", r"\log(p)\,q"),
    (q * log(p), "q*log(p)", "q log p", r"q\log p"),
    (log(p) / q, "log(p)/q", "log(p)/q", r"\frac{\log p}{q}"),
    (q / log(p), "q/log(p)", "q/(log p)", r"\frac{q}{\log p}"),
    (log(p) ** 2, "log(p)**2", "(log p)²", r"(\log p)^2"),
    (log(p**2), "log(p**2)", "log(p²)", r"\log(p^2)"),
    (log(1 - D), "log(1 - D(x))", "log(1 − D(x))", r"\log(1 - D(x))"),
    (
        Expect(p, log(D), "x") + Expect(q, log(1 - D), "x"),
        "E_p(log(D(x))) + E_q(log(1 - D(x)))",
        "E_p[log D(x)] + E_q[log(1 − D(x))]",
        r"\mathbb{E}_{p}\left[\log D(x)\right] + \mathbb{E}_{q}\left[\log(1 - D(x))\right]",
    ),
    (
        Expect(At("p_z", "z"), log(1 - At("D", "G(z)")), "z"),
        "E_z(log(1 - D(G(z))))",
        "E_z[log(1 − D(G(z)))]",
        r"\mathbb{E}_{z\sim p_z}\left[\log(1 - D(G(z)))\right]",
    ),
    (Expect(At("m"), D, "x") ** 2, "E_m(D(x))**2", "E_m[D(x)]²", r"\mathbb{E}_{m}\left[D(x)\right]^2"),
    (
        Expect(q, Expect(p, D - At("D", "y"), "x"), "y"),
        "E[y ~ q](E[x ~ p](D(x) - D(y)))",
        "E_{y ∼ q}[E_{x ∼ p}[D(x) − D(y)]]",
        r"\mathbb{E}_{y\sim q}\left[\mathbb{E}_{x\sim p}\left[D(x) - D(y)\right]\right]",
    ),
    (
        Expect((p + q) / 2, log(D), "x"),
        "E[x ~ (p + q)/2](log(D(x)))",
        "E_{x ∼ (p + q)/2}[log D(x)]",
        r"\mathbb{E}_{x\sim \frac{p + q}{2}}\left[\log D(x)\right]",
    ),
    (
        Expect(At("p_z", "z"), Apply("T", (At("G", "z") + 1,)), "z"),
        "E_z(T(G(z) + 1))",
        "E_z[T(G(z) + 1)]",
        r"\mathbb{E}_{z\sim p_z}\left[T(G(z) + 1)\right]",
    ),
    (
        Expect(At("r", "y"), At("D", "y"), "y"),
        "E[y ~ r(y)](D(y))",
        "E_{y ∼ r(y)}[D(y)]",
        r"\mathbb{E}_{y\sim r(y)}\left[D(y)\right]",
    ),
    (Integral(p * log(p / q), "x"), "Integral(p*log(p/q), x)", "∫ p log(p/q) dx", r"\int p\log\frac{p}{q}\,dx"),
    (Integral(p + q, "x"), "Integral(p + q, x)", "∫ (p + q) dx", r"\int (p + q)\,dx"),
    (Integral(-p), "Integral(-p)", "∫ −p dx", r"\int -p\,dx"),
    (Integral(Sym("d") * p), "Integral(d*p)", "∫ d p dx", r"\int d p\,\mathrm{d}x"),
    (a - Integral(p) + b, "a - Integral(p) + b", "a − ∫ p dx + b", r"a - \int p\,dx + b"),
    (Integral(p) * Integral(q), "Integral(p)*Integral(q)", "(∫ p dx) ∫ q dx", r"\left(\int p\,dx\right)\int q\,dx"),
    (
        Integral(Integral(At("f", "x") * At("g", "y"), "x"), "y"),
        "Integral(Integral(f(x)*g(y), x), y)",
        "∫ ∫ f(x) g(y) dx dy",
        r"\int \int f(x)\,g(y)\,dx\,dy",
    ),
    (Integral(p) ** 2, "Integral(p)**2", "(∫ p dx)²", r"\left(\int p\,dx\right)^2"),
    (Integral(p) / 2, "Integral(p)/2", "(∫ p dx)/2", r"\frac{\int p\,dx}{2}"),
    (Integral(At("f", "y"), "y"), "Integral(f(y), y)", "∫ f(y) dy", r"\int f(y)\,dy"),
    (
        F("KL", p, (p + q) / 2),
        "KL(p, (p + q)/2)",
        "KL(p ‖ (p + q)/2)",
        r"\mathrm{KL}\left(p\,\|\,\frac{p + q}{2}\right)",
    ),
    (
        -log(n(4)) + 2 * F("JSD", p, q),
        "-log(4) + 2*JSD(p, q)",
        "−log 4 + 2 JSD(p ‖ q)",
        r"-\log 4 + 2\,\mathrm{JSD}(p\,\|\,q)",
    ),
    (F("CE", p, q) - F("H", p), "H(p, q) - H(p)", "H(p, q) − H(p)", "H(p, q) - H(p)"),
    (F("V", At("D*")), "V(Dstar)", "V(D*)", "V(D^*)"),
    (F("chi2", p, q), "chi2(p, q)", "χ²(p ‖ q)", r"\chi^2(p\,\|\,q)"),
    (F("H2", p, q), "H2(p, q)", "H²(p, q)", "H^2(p, q)"),
    (F("Renyi", Sym("alpha"), p, q), "Renyi(alpha, p, q)", "D_α(p ‖ q)", r"D_{\alpha}(p\,\|\,q)"),
    (F("Renyi", half, p, q), "Renyi(1/2, p, q)", "D_½(p ‖ q)", r"\mathrm{Renyi}\left(\tfrac12, p, q\right)"),
    (F("Renyi", n(2), p, q), "Renyi(2, p, q)", "D_2(p ‖ q)", r"\mathrm{Renyi}(2, p, q)"),
    (F("D_f", p, q), "D_f(p, q)", "D_f(p ‖ q)", r"D_f(p\,\|\,q)"),
    (F("TV", p, q), "TV(p, q)", "TV(p, q)", r"\mathrm{TV}(p, q)"),
    (At("D*", "x") + At("D*") ** 2, "Dstar(x) + Dstar**2", "D*(x) + (D*)²", "D^*(x) + (D^*)^2"),
    (At("q'") * log(p), "qdot*log(p)", "q̇ log p", r"\dot q\log p"),
    (Call("sigmoid", (a,)) ** 2, "sigmoid(a)**2", "σ(a)²", r"\sigma(a)^2"),
    (Call("sqrt", (p,)) * q, "sqrt(p)*q", "√p·q", r"\sqrt{p}q"),
    (Call("sqrt", (p * q,)) ** 2, "sqrt(p*q)**2", "(√(p q))²", r"\sqrt{p q}^2"),
    (Call("abs", (p - q,)), "abs(p - q)", "|p − q|", r"\left|p - q\right|"),
    (Call("abs", (Call("abs", (a,)) - b,)), "abs(abs(a) - b)", "abs(|a| − b)", r"\left|\left|a\right| - b\right|"),
    (Call("log2", (p,)), "log2(p)", "log₂ p", r"\log_2 p"),
    (Call("max", (a, n(0))), "max(a, 0)", "max(a, 0)", r"\max(a, 0)"),
    (Call("softplus", (-a,)), "softplus(-a)", "softplus(−a)", r"\operatorname{softplus}(-a)"),
    (p * (p + q), "p*(p + q)", "p·(p + q)", r"p\cdot (p + q)"),
    (2 * (p + q), "2*(p + q)", "2(p + q)", "2(p + q)"),
    (Sym("sigma_1") ** 2 * 2, "sigma_1**2*2", "σ₁²·2", r"\sigma_1^2\cdot 2"),
    (Const("pi") * 2 * Const("i"), "pi*2*i", "π·2 i", r"\pi\cdot 2 i"),
    (Apply("f", (p / q,)), "f(p/q)", "f(p/q)", r"f\left(\frac{p}{q}\right)"),
    (
        a * log(b) * Integral(p) * c,
        "a*log(b)*Integral(p)*c",
        "a log(b)·(∫ p dx) c",
        r"a\log(b)\cdot \left(\int p\,dx\right)\,c",
    ),
]


@pytest.mark.parametrize(("e", "typed", "shown", "typeset"), SHAPES, ids=[row[1] for row in SHAPES])
def test_shape(e: Expr, typed: str, shown: str, typeset: str) -> None:
    assert plain(e) == typed
    assert unicode(e) == shown
    assert latex(e) == typeset
