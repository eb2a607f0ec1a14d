r"""The field's LaTeX.  Most lines say the same thing in the plain syntax, whose trees test_reading_plain.py pins."""

from fractions import Fraction

import pytest

from theory.reading import read, read_chain
from theory.terms.expr import Add, Apply, At, Call, Div, Expect, Functional, Integral, Mul, Neg, Num, Pow, Sym

p, q = At("p"), At("q")


def n(value: int | str) -> Num:
    return Num(Fraction(value))


def log(e):
    return Call("log", (e,))


THE_SAME = {
    # the formulas of the lectures
    r"\mathbb{E}_{x\sim p_{data}}[\log D(x)] + \mathbb{E}_{z\sim p_z}[\log(1-D(G(z)))]":
        "E_{x~p}(log(D(x))) + E_z(log(1-D(G(z))))",
    r"\mathbb{E}_{\boldsymbol{x}\sim p_{\text{data}}(\boldsymbol{x})}[\log D(\boldsymbol{x})]": "E_{x~p}(log(D(x)))",
    r"\mathbb{E}_{\boldsymbol z\sim p_{\boldsymbol z}(\boldsymbol z)}[\log(1-D(G(\boldsymbol z)))]":
        "E_z(log(1-D(G(z))))",
    r"\int p\log\frac{2p}{p+q}\,dx": "Integral(p*log(2*p/(p+q)), x)",
    r"-\log 4 + 2\,\mathrm{JSD}(p\|q)": "-log(4) + 2*JSD(p,q)",
    r"V(D^*_G, G)": "V(Dstar, G)",
    # fractions, roots, powers, numbers
    r"\frac12 + \tfrac{1}{2} + \dfrac1{2} + \frac{1}2": "1/2 + 1/2 + 1/2 + 1/2",
    r"\frac pq": "p/q",
    r"12.5x": "12.5*x",
    r"x^2y": "x^2*y",
    r"x^{12} + 2^{-1} + 12^2": "x^12 + 2^(-1) + 12^2",
    r"-x^2": "-x^2",
    r"\sqrt{pq} + \sqrt2 + \sqrt x": "sqrt(p*q) + sqrt(2) + sqrt(x)",
    r"\sqrt[3]{x} + \sqrt[2]{x}": "x^(1/3) + sqrt(x)",
    r"e^{-x^2/2} + \mathrm e^{x} + e": "exp(-x^2/2) + exp(x) + exp(1)",
    r"\alpha\cdot\beta\times\gamma": "alpha*beta*gamma",
    r"\left(a+b\right)\big[c\big]": "(a+b)*c",
    r"\{a+b\}c": "(a+b)*c",
    r"{a}{b}": "a*b",
    r"a/b c": "a/b*c",
    r"p/2q": "p/(2*q)",
    r"1/2\sigma^2": "1/2*sigma^2",
    r"(x-\mu)^2/2\sigma^2": "(x-mu)^2/(2*sigma^2)",
    r"1/2 p": "1/2*p",
    r"1/2(p+q) + 1/2\log 2 + 1/2\mathrm{KL}(p\|q)": "1/2*(p+q) + 1/2*log(2) + 1/2*KL(p,q)",
    r"[a]_+ + (b)_{+} + (c)^+": "relu(a) + relu(b) + relu(c)",
    # bars
    r"|p-q| + \left|p-q\right| + \lvert p-q\rvert + \vert p-q\vert": "abs(p-q)+abs(p-q)+abs(p-q)+abs(p-q)",
    r"|p-q||p+q|": "abs(p-q)*abs(p+q)",
    r"2|p|^2": "2*abs(p)^2",
    # names
    r"p_{data}+p_{\text{data}}+p_{\mathrm{data}}+p_d+p_r+P_r+\mathbb{P}_r+\mathbb P_r+p_{real}+P":
        "p+p+p+p+p+p+p+p+p+p",
    r"p_g+p_G+P_g+\mathbb{P}_g+\mathbb P_\theta+p_\theta+q_\theta+p_{model}+Q+p_{\theta}": "q+q+q+q+q+q+q+q+q+q",
    r"q_{\theta}(x) + p(x|\theta) + p(x\mid\theta) + p(x;\theta)": "q(x)+q(x)+q(x)+q(x)",
    r"m(x) + M": "m(x) + m",
    r"D^* + D^{*} + D^\ast + D^\star + D_G^* + D^*_G": "Dstar+Dstar+Dstar+Dstar+Dstar+Dstar",
    r"D^{*}_{G}(x) + D^*(x) + D_\phi(x) + D(x;\theta_d)": "Dstar(x) + Dstar(x) + D(x) + D(x)",
    r"D(G_\theta(z)) + D(G(z;\theta_g))": "D(G(z)) + D(G(z))",
    r"\dot q + \dot{q}(x) + \partial_\theta q_\theta(x)": "qdot + qdot(x) + qdot(x)",
    r"\sigma_1^2 + \sigma_{1} + \mu_{12}": "sigma_1^2 + sigma_1 + mu_12",
    r"\varepsilon + \lambda t + \Theta": "epsilon + lambda*t + Theta",
    r"D^2(x) + p(x)^2": "D(x)^2 + p(x)^2",
    r"\pi + 2\pi\sigma": "pi + 2*pi*sigma",
    r"\dfrac{dP}{dQ}": "p/q",
    # functions without brackets
    r"\log 2(p+q)": "log(2)*(p+q)",
    r"\log p(x) \log q(x)": "log(p(x))*log(q(x))",
    r"\log 2\pi\sigma^2": "log(2*pi*sigma^2)",
    r"\log(1-D(x))q(x)": "log(1-D(x))*q(x)",
    r"\log p(x)/q(x)": "log(p(x)/q(x))",
    r"\log p/(p+q)": "log(p/(p+q))",
    r"\log 4/2": "log(4)/2",
    r"\log D/2": "log(D)/2",
    r"\log(p)/q": "log(p)/q",
    r"\log p/\log q": "log(p)/log(q)",
    r"\log p\,q": "log(p)*q",
    r"\log p\cdot q": "log(p)*q",
    r"\log p q": "log(p*q)",
    r"\log\frac pq": "log(p/q)",
    r"\log{2}p + \log{p q}r": "log(2)*p + log(p*q)*r",
    r"\log\sigma(a)": "log(sigmoid(a))",
    r"\log\log a": "log(log(a))",
    r"\log|p-q|": "log(abs(p-q))",
    r"\ln a + \log_2 a + \log_{2}a + \log_{10}(a) + \log_3 a": "log(a) + log2(a) + log2(a) + log10(a) + log(a)/log(3)",
    r"\log^2 a + \log a^2": "log(a)^2 + log(a^2)",
    r"\log{\left(a \right)}^{2}": "log(a)^2",
    r"\max\{a,b\} + \max(0,1-t) + \min(a,b)": "max(a,b) + max(0,1-t) + min(a,b)",
    r"\tanh\frac x2 + \exp\left(-t\right) + \exp\{t\}": "tanh(x/2) + exp(-t) + exp(t)",
    r"\operatorname{sigmoid}(t)+\mathrm{softplus}(t)+\text{ReLU}(t)+\operatorname{sgn}t":
        "sigmoid(t)+softplus(t)+relu(t)+sign(t)",
    r"\sigma\left(t\right)(1-\sigma(t)) + \sigma^{-1}(D)": "sigmoid(t)*(1-sigmoid(t)) + logit(D)",
    # what stands before brackets
    r"p(1-D) + q(1-D)^2": "p*(1-D) + q*(1-D)^2",
    r"t(1-t)": "t*(1-t)",
    r"\alpha(1-\alpha)": "alpha*(1-alpha)",
    r"q\,f\left(\frac pq\right)": "q*f(p/q)",
    r"f'(u) + f''(1)": "f'(u) + f''(1)",
    r"a(x)\log D(x)": "a(x)*log(D(x))",
    # expectations
    r"\mathbb{E}_p\log D + \mathbb E_q \log(1-D)": "E_p(log(D)) + E_q(log(1-D))",
    r"E_p\log D(x)": "E_p(log(D(x)))",
    r"\operatorname{E}_{p}[D] + \mathrm{E}_p[D]": "E_p(D) + E_p(D)",
    r"\mathop{\mathbb{E}}\limits_{x\sim p}[D(x)] + \underset{x\sim p}{\mathbb{E}}[D(x)]":
        "E_{x~p}(D(x)) + E_{x~p}(D(x))",
    r"E_{z\sim p(z)}\left[\log D(G(z))\right]": "E_z(log(D(G(z))))",
    r"\mathbb{E}_{z\sim\mathcal{N}(0,I)}[D(G(z))]": "E_z(D(G(z)))",
    r"\mathbb{E}_{p}[D]^2": "E_p(D)^2",
    r"\mathbb{E}_{x\sim\frac{p+q}{2}}[D(x)]": "E_{x~(p+q)/2}(D(x))",
    r"-\tfrac12 E_p(\log D) - \tfrac12 E_q(\log(1-D))": "-1/2*E_p(log(D)) - 1/2*E_q(log(1-D))",
    # integrals and sums
    r"\int_{\mathcal X} p(x)\,\mathrm{d}x + \int_x p(x)dx": "Integral(p(x),x) + Integral(p(x),x)",
    r"\int_{-\infty}^{\infty} p(x)\,dx": "Integral(p(x),x)",
    r"\int p\log\frac pm + q\log\frac qm\,dx": "Integral(p*log(p/m) + q*log(q/m), x)",
    r"\tfrac12\int|p-q|\,dx - 2\int q\log 2\,dx": "1/2*Integral(abs(p-q),x) - 2*Integral(q*log(2),x)",
    r"\int\frac{dx}{p+q} + \int\frac{p\,dx}{q}": "Integral(1/(p+q),x) + Integral(p/q,x)",
    r"\int dx\, p(x)": "Integral(p(x),x)",
    r"\int_z p(z)\log(1-D(g(z)))\,dz": "Integral(p_z(z)*log(1-D(G(z))), z)",
    r"\int p(x)\,d\mu(x)": "Integral(p(x),x)",
    r"\int D\,dP": "E_p(D)",
    r"\int p\log D": "Integral(p*log(D))",
    r"\sum_x p(x)\log\frac{p(x)}{q(x)} + 1": "Sum(p(x)*log(p(x)/q(x)), x) + 1",
    r"\sum_{x\in\mathcal X} p(x)": "Sum(p(x), x)",
    # functionals
    r"\mathrm{KL}(p\,\|\,q) + KL(p||q) + KL(p, q) + \text{KL}[p\parallel q] + \mathrm{KL}(p\mid\mid q)":
        "KL(p,q)+KL(p,q)+KL(p,q)+KL(p,q)+KL(p,q)",
    r"D_{KL}(p \| q) + D_{\mathrm{KL}}\left(p \middle\| q\right) + D_\text{KL}(p\Vert q)": "KL(p,q)+KL(p,q)+KL(p,q)",
    r"\mathrm{KL}\left(p \,\middle\|\, \frac{p+q}{2}\right)": "KL(p, (p+q)/2)",
    r"\mathrm{KL}\!\big(p\,\big\|\,q\big) + D(p\|q)": "KL(p,q) + KL(p,q)",
    r"\mathrm{KL}\left(p\middle|\middle|q\right) + \mathrm{KL}(p\mathrel{\|}q)": "KL(p,q) + KL(p,q)",
    r"\mathrm{JS}(p,q) + D_{JS}(p\|q) + JSD(p\|q)": "JSD(p,q)+JSD(p,q)+JSD(p,q)",
    r"\mathrm{TV}(p,q) + D_{TV}(p,q)": "TV(p,q)+TV(p,q)",
    r"\chi^2(p\|q) + \chi^{2}(p,q) + D_{\chi^2}(p\|q)": "chi2(p,q)+chi2(p,q)+chi2(p,q)",
    r"H^2(p,q) + H^2(p)": "H2(p,q) + H(p)^2",
    r"\Delta(p,q) + J(p,q) + D_f(p\|q) + D_\alpha(p\|q)": "Delta(p,q)+J(p,q)+D_f(p,q)+Renyi(alpha,p,q)",
    r"H(p) + H(p,q)": "H(p) + H(p,q)",
    r"V(D,G) + V(G,D^*) + V(\tfrac12)": "V(D) + V(Dstar) + V(1/2)",
    # layout
    r"$\log D(x)$": "log(D(x))",
    r"\[ p + q . \]": "p + q",
    r"\begin{equation} p + q \label{eq:a} \end{equation}": "p + q",
    r"\displaystyle p\!\quad +~ q,": "p + q",
}  # fmt: skip


@pytest.mark.parametrize(("latex", "plain"), THE_SAME.items())
def test_latex_says_what_plain_says(latex, plain):
    assert read(latex, syntax="latex") == read(plain, syntax="plain")
    if "\\" in latex:
        assert read(latex) == read(plain)


TREES = {
    r"\log 4/2": Div(log(n(4)), n(2)),
    r"\log 2\pi": log(Mul((n(2), read("pi")))),
    r"\int p\log\frac{2p}{p+q}\,dx": Integral(Mul((p, log(Div(Mul((n(2), p)), Add((p, q)))))), "x"),
    r"E_p\log D": Expect(p, log(At("D"))),
    r"\mathbb{E}_{x\sim p}[x]": Expect(At("p", "x"), Sym("x"), "x"),
    r"f^*(t)": Apply("f*", (Sym("t"),)),
    r"\sum_i p_i": Integral(At("p", "i"), "i"),
    r"\mathbb{E}_{x\sim p,\,z\sim p_z}[D(x)]": Expect(At("p", "x"), Expect(At("p_z", "z"), At("D", "x"), "z"), "x"),
    r"\int\int f(x)\,dx\,dy": Integral(Integral(At("f", "x"), "x"), "y"),
    r"D^*_G(x)": At("D*", "x"),
    r"-\log 4 + 2\,\mathrm{JSD}(p\|q)": Add((Neg(log(n(4))), Mul((n(2), Functional("JSD", (p, q)))))),
    r"\hat{D}(x)": At("D_hat", "x"),
    r"p^{-1}": Pow(p, Neg(n(1))),
}


@pytest.mark.parametrize(("text", "expected"), TREES.items())
def test_latex_gives_this_tree(text, expected):
    assert read(text) == expected


def test_declared_symbols_in_latex():
    assert read(r"\sigma(a+b)", symbols=["sigma"]) == Mul((Sym("sigma"), Add((Sym("a"), Sym("b")))))
    assert read(r"\lambda x", symbols=["lam"]) == Mul((Sym("lam"), Sym("x")))
    assert read(r"\frac d2", symbols=["d"]) == Div(Sym("d"), n(2))
    assert read(r"\int \log d\,dx", symbols=["d"]) == Integral(log(Sym("d")), "x")
    assert read(r"p\log p + (1-p)\log(1-p)", symbols=["p"]) == read("p*log(p) + (1-p)*log(1-p)", symbols=["p"])


CHAIN = r"""
\begin{align*}
V(D^*, G) &= \mathbb{E}_p\left[\log\frac{p}{p+q}\right] + \mathbb{E}_q\left[\log\frac{q}{p+q}\right] \\[2pt]
          &= \int p\log\frac{p}{p+q}\,dx
             + \int q\log\frac{q}{p+q}\,dx \nonumber \\
          &= -\log 4 + 2\,\mathrm{JSD}(p\|q).
\end{align*}
"""


def test_an_aligned_chain():
    expected = [
        "V(Dstar, G)",
        "E_p(log(p/(p+q))) + E_q(log(q/(p+q)))",
        "Integral(p*log(p/(p+q)), x) + Integral(q*log(q/(p+q)), x)",
        "-log(4) + 2*JSD(p,q)",
    ]
    assert read_chain(CHAIN) == [read(e) for e in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = b = c", ["a", "b", "c"]),
        (r"A(x) &= b \\ &= c", ["A(x)", "b", "c"]),
        (r"$\alpha = \beta$", ["alpha", "beta"]),
        (r"&= \alpha \\ &= b", ["alpha", "b"]),
        ("log(p)", ["log(p)"]),
        (r"D^*(x) = \frac{\pi(x)}{\pi(x) + p(x)}", ["Dstar(x)", "p(x)/(p(x) + q(x))"]),
    ],
)
def test_chains(text, expected):
    assert read_chain(text) == [read(e) for e in expected]
