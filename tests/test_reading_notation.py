r"""Natural notation of lecture notes, each row beside the plain formula that says the same."""

import pytest

from theory.printing.plain import plain
from theory.reading import read, read_pair
from theory.terms.expr import Sym

THE_SAME = {
    # norms
    r"\left\Vert p-q\right\Vert_{L^1} + \|p-q\|_{L_1} + \left\|p-q\right\|_{\ell_1}":
        "Integral(abs(p-q)) + Integral(abs(p-q)) + Integral(abs(p-q))",
    r"\|p(x)-q(x)\|_1 + \|p\|_1\|q\|_1": "Integral(abs(p(x)-q(x)), x) + Integral(abs(p))*Integral(abs(q))",
    r"\|\sqrt p-\sqrt q\|_{L^2}^2 + \|p-q\|_2 + \|p-q\|_1^2":
        "Integral((sqrt(p)-sqrt(q))^2) + sqrt(Integral((p-q)^2)) + Integral(abs(p-q))^2",
    r"\|P_r-P_g\|_{\mathrm{TV}}": "TV(p,q)",
    # functionals
    r"\chi^2_P(p\|q) + \chi^2_N(p\|q) + \chi^2_{\text{Neyman}}(p\|q)": "chi2(p,q) + chi2(q,p) + chi2(q,p)",
    r"D_{\frac12}(p\|q) + D_{0.5}(P\|Q) + D_{2}(p,q)": "Renyi(1/2,p,q) + Renyi(1/2,p,q) + Renyi(2,p,q)",
    r"\mathrm{BC}(p(x),q(x))^2": "Integral(sqrt(p(x)*q(x)), x)^2",
    r"\operatorname{Var}_{x\sim p}\left[D(x)\right]": "E_{x~p}(D(x)^2) - E_{x~p}(D(x))^2",
    r"\mathrm{TV}^2(p,q) + \mathrm{TV}(p,q)^2": "TV(p,q)^2 + TV(p,q)^2",
    # at a point
    r"\frac{(p+q)(x)}{2} + \left(\log\frac pq\right)(x) + \log(1-D)(x)": "(p(x)+q(x))/2 + log(p(x)/q(x)) + log(1-D(x))",
    r"\log\frac{p}{p+q}(x) + \sqrt{pq}(x) + |p-q|(x) + (1-D^*)\,(x)":
        "log(p(x)/(p(x)+q(x))) + sqrt(p(x)*q(x)) + abs(p(x)-q(x)) + 1-Dstar(x)",
    r"\left(p-q\right)^2(x) + (p-q)(G(z)) + (f\cdot p)(x)": "(p(x)-q(x))^2 + (p(G(z))-q(G(z))) + f(x)*p(x)",
    r"{p_\theta}(x) + \tfrac12(p+q)": "q(x) + 1/2*(p+q)",
    # derivatives
    r"\nabla_\theta p_g(x) + \frac{\mathrm dq}{\mathrm d\theta} + \frac{\partial p(x|\theta)}{\partial\theta}":
        "qdot(x) + qdot + qdot(x)",
    r"\sigma'(a)^2 + \sigma^\prime(a) + \operatorname{sigmoid}'(a)":
        "(sigmoid(a)*(1-sigmoid(a)))^2 + sigmoid(a)*(1-sigmoid(a)) + sigmoid(a)*(1-sigmoid(a))",
    r"\partial_\theta q\log q": "qdot*log(q)",
    r"\dot p_\theta(x) + \dot p(x|\theta)": "qdot(x) + qdot(x)",
    r"f^{\prime\prime}(u)": "f''(u)",
    # sums
    r"\sum_{k=1}^K p_k\log p_k + \sum_{i=1}^\infty q_i": "Sum(p_k*log(p_k), k) + Sum(q_i, i)",
    r"\sum_i x_i p_i + \sum_i x_i p(x_i)": "Sum(x_i*p(x_i), x_i) + Sum(x_i*p(x_i), x_i)",
    r"\sum_k P(k)\log\frac{P_k}{Q(k)}": "Sum(p(k)*log(p(k)/q(k)), k)",
    r"\sum_i\sqrt{p_iq_i} + \sum_i|p_i-q_i| + \sum_i\frac{(p_i-q_i)^2}{q_i}":
        "Sum(sqrt(p_i*q_i), i) + Sum(abs(p_i-q_i), i) + Sum((p_i-q_i)^2/q_i, i)",
    r"\sum_i q_i f\left(\frac{p_i}{q_i}\right) + \sum_i\sum_j p_iq_j":
        "Sum(q_i*f(p_i/q_i), i) + Sum(Sum(p_i*q_j, j), i)",
    r"\sum_{x\in\mathcal X}\log D(x)": "Sum(log(D(x)), x)",
    # the whole space
    r"\int_{\mathbb{R}^{d}}p(x)dx + \int_{x\in\mathbb R}p(x)dx + \int_\Omega p\,d\mu + \int_{\mathcal Z}p_z(z)dz":
        "Integral(p(x),x) + Integral(p(x),x) + Integral(p) + Integral(p_z(z),z)",
    r"\int f(x)\,P(dx) + \int f(x)\,\mu(dx) + \int f\,d(P-2Q) + \int f(x)\,d(p-q)(x)":
        "Expectation(f(x), p) + Integral(f(x),x) + Integral(f*(p-2*q)) + Integral(f(x)*(p-q), x)",
    r"\int\bigl(-p\bigr)dx + \int -p\,dx": "Integral(-p,x) + Integral(-p,x)",
    # laws
    r"\mathbb{E}_{z\sim\mathcal U[-1,1]}[D(G(z))] + \mathbb{E}_{x\sim p,z\sim p_z}[D(x)-D(G(z))]":
        "E_z(D(G(z))) + E_p(E_z(D(x) - D(G(z))))",
    r"\int p_z(z)D(G(z)) + \mathbb{E}_z[\mathbb{E}_p[D\,D(G(z))]]":
        "Integral(p_z(z)*D(G(z))) + E_z(E_p(D*D(G(z))))",
    r"\mathbb{E}_p[T]-\log\mathbb{E}_q[e^{T}]": "E_p(T) - log(E_q(exp(T)))",
    # arithmetic
    r"e^{-1/2x^2} + 3/4ab + 1/2 p": "exp(-1/2*x^2) + 3/4*a*b + 1/2*p",
    r"p\vee q + \int p\wedge q + p\wedge q\wedge m": "max(p,q) + Integral(min(p,q)) + min(p,q,m)",
    r"D^{*2} + D_G^{*2} + {D^*}^2 + {a^b}^c + a^{b^c}": "Dstar^2 + Dstar^2 + Dstar^2 + (a^b)^c + a^(b^c)",
    r"\log{\left(a \right)}^{2} + \log^2(a) + \exp(a)^2 + \sigma(a)^2": "log(a)^2+log(a)^2+exp(a)^2+sigmoid(a)^2",
    r"\sqrt{a}_+ + |a|_+ + \frac{a}{b}_+^2": "relu(sqrt(a)) + relu(abs(a)) + relu(a/b)^2",
    r"2e - 1": "2*e - 1",
    # what stands around a formula
    r"p+q \quad\text{(2)}": "p+q",
    r"p+q \quad (1.2a).": "p+q",
    r"p+q\hspace{2em}(3)": "p+q",
    r"$p+q\quad (2)$": "p+q",
    r"\quad (2)": "2",
    r"p,\quad\text{for } q\neq 0": "p",
    "p % half\n + q % each": "p + q",
    r"p\ \mathrm{nats}\,;": "p",
    r"\underbrace{p+q}_{\text{mass } 2} m + \overbrace{p}^{a} + \boxed{p+q}^2": "(p+q)*m + p + (p+q)^2",
    r"\color{red}{p}+\textcolor{blue}{q}\phantom{x+}": "p + q",
    r"p\quad + q": "p + q",
}  # fmt: skip


@pytest.mark.parametrize(("latex", "same"), THE_SAME.items())
def test_notation_is_read(latex, same):
    assert plain(read(latex, syntax="latex")) == plain(read(same, syntax="plain"))


SLOPES = {
    r"\frac{d}{du}[u\log u]": "1*log(u) + u*1/u*1",
    r"\frac{d}{dt} t\log t + 1": "1*log(t) + t*1/t*1 + 1",
    r"\frac{d\log a}{da}": "1/a*1",
    r"\frac{\partial}{\partial a}f(a)": "f'(a)*1",
    r"\frac{\partial}{\partial D}[p\log D]": "0*log(D) + p*1/D*1",
    r"\nabla_\theta\log q_\theta(x)": "1/q(x)*qdot(x)",
    r"\frac{d}{dx}x^2": "2*x**1*1",
}


@pytest.mark.parametrize(("latex", "worked_out"), SLOPES.items())
def test_a_derivative_is_worked_out(latex, worked_out):
    assert plain(read(latex)) == worked_out


PLAIN = {
    "sigma'(a)": "sigmoid(a)*(1 - sigmoid(a))",
    "(p-q)(x)*f(x)": "(p(x) - q(x))*f(x)",
    "p/(p+q)(x)": "p/(p(x) + q(x))",
    "sum(p_i*log(p_i/q_i))": "Integral(p(i)*log(p(i)/q(i)), i)",
    "Sum(p(x_i)*log(p(x_i)), i)": "Integral(p(x_i)*log(p(x_i)), x_i)",
    "2*p(1-q)^2/3": "2*p*(1 - q)**2/3",
    "p(1-D(x))": "p*(1 - D(x))",
    "p(1-x)": "p(1 - x)",
    "E_{x~G(z)}(D(x))": "E_q(D(x))",
    "Var_q(f)": "E_q(f**2) - E_q(f)**2",
    "D_2(p||q) + chi2_N(p,q) + BC(p,q)": "Renyi(2, p, q) + chi2(q, p) + Integral(sqrt(p*q))",
}


@pytest.mark.parametrize(("text", "shown"), PLAIN.items())
def test_the_plain_counterparts(text, shown):
    assert plain(read(text, syntax="plain")) == shown


def test_a_declared_symbol_before_arithmetic_is_a_factor():
    for text in ("t(1-t)", r"t\left(1-t\right)"):
        assert read(text, symbols=["t"]) == read("t*(1-t)", symbols=["t"])
    assert read("t(2)", symbols=["t"]) == read("t*2", symbols=["t"])
    # a declared function keeps its argument
    assert read("f(1-t)", symbols=["f", "t"], syntax="plain") == read("f(1-t)")


def test_a_declared_point_is_a_factor():
    assert read(r"\alpha(a+b)(x)", symbols=["x"]) == read(r"\alpha\cdot(a+b)\cdot x", symbols=["x"])


@pytest.mark.parametrize(
    ("key", "formula", "name"),
    [
        (r"\hat{\mu}", r"\hat\mu", "mu_hat"),
        (r"\hat y", r"\hat{y}", "y_hat"),
        (r"\mu_1", r"\mu_{1}", "mu_1"),
        (r"\mu_{1}", "mu_1", "mu_1"),
        (r"\sigma", r"\sigma", "sigma"),
        (r"$t$", "t", "t"),
        (r"\lambda_{\text{gp}}", r"\lambda_{gp}", "lambda_gp"),
    ],
)
def test_symbols_may_be_declared_in_latex(key, formula, name):
    found, _ = read_pair(formula + "^2 + 1", formula, symbols=[key])
    assert found.args[0].base == Sym(name)


def test_one_side_may_begin_with_its_relation():
    assert read_pair("p", "= p + q") == read_pair("p", r"&= p + q")
