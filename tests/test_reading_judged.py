"""What an outside judge found in the reader: notation that was lost in silence, and natural notation that was refused.

A misreading is worse than a refusal: what is not understood is pointed at, with what to write instead.
"""

import pytest

from theory.printing.plain import plain
from theory.reading import ReadingError, read

READ = {
    r"\sigma'(a)": "sigmoid(a)*(1 - sigmoid(a))",
    r"\sum p_i\log\frac{p_i}{q_i}": "Integral(p(i)*log(p(i)/q(i)), i)",
    r"\sum_i p(x_i)\log\frac{p(x_i)}{q(x_i)}": "Integral(p(x_i)*log(p(x_i)/q(x_i)), x_i)",
    r"\sum_{i=1}^{n} p_i\log\frac{p_i}{q_i}": "Integral(p(i)*log(p(i)/q(i)), i)",
    r"1/2\mu^2+1/2 \sigma_1^2": "1/2*mu**2 + 1/2*sigma_1**2",
    r"x^2/2\mu^2": "x**2/(2*mu**2)",
    r"\frac{p_{data}}{p_{data}+p_g}(x)": "p(x)/(p(x) + q(x))",
    r"\int (p-q)(x)f(x)\,dx": "Integral((p(x) - q(x))*f(x), x)",
    r"\mathbb{E}_{x\sim G(z)}[\log(1-D(x))]": "E_q(log(1 - D(x)))",
    r"KL(p\|q) \qquad (2)": "KL(p, q)",
    r"\dot p(x|\theta)": "qdot(x)",
    r"\|p-q\|_1": "Integral(abs(p - q))",
    r"\frac12\lVert p-q\rVert_{1}": "1/2*Integral(abs(p - q))",
    r"\|p-q\|_{TV}": "TV(p, q)",
    r"\frac12\|\sqrt p-\sqrt q\|_2^2": "1/2*Integral((sqrt(p) - sqrt(q))**2)",
    r"\chi^2_{\text{Pearson}}(p\|q)": "chi2(p, q)",
    r"\frac{\partial}{\partial\theta}q_\theta(x)": "qdot(x)",
    r"\frac{dq_\theta(x)}{d\theta}": "qdot(x)",
    r"\frac{d}{da}\log\sigma(a)": "1/sigmoid(a)*sigmoid(a)*(1 - sigmoid(a))*1",
    r"=\log p": "log(p)",
    r"&=\log p": "log(p)",
    r"KL(P_r\|P_m)": "KL(p, m)",
    r"\mathbb{E}_{z\sim U(0,1)}[\log D(G(z))]": "E_z(log(D(G(z))))",
    r"\mathbb E_{\epsilon\sim\mathcal N(0,I)}[D(G(\epsilon))]": "E[epsilon ~ p_z](D(G(epsilon)))",
    r"D_2(p\|q)": "Renyi(2, p, q)",
    r"D_{1/2}(p\|q)": "Renyi(1/2, p, q)",
    r"\iint p(x)q(y)\log\frac{p(x)}{q(y)}\,dx\,dy": "Integral(Integral(p(x)*q(y)*log(p(x)/q(y)), x), y)",
    r"\int f\,(dP-dQ)": "Integral(f*(p - q))",
    r"\int f(x)\,d(P-Q)": "Integral(f(x)*(p - q))",
    r"p\wedge q": "min(p, q)",
    r"\operatorname{Var}_q[f(x)]": "E_q(f(x)**2) - E_q(f(x))**2",
    r"\mathrm{KL}(p;q)": "KL(p, q)",
    r"\mathrm{BC}(p,q)": "Integral(sqrt(p*q))",
    r"\underbrace{p}_{data}+q": "p + q",
    r"\boxed{p+q}": "p + q",
    r"\log p;": "log(p)",
    r"p \text{ nats}": "p",
    r"p % c": "p",
    r"\log q(x)\quad\text{for }q>0": "log(q(x))",
    r"\frac{p-q}{p+q}_+": "relu((p - q)/(p + q))",
    r"[1-D(x)]_+": "relu(1 - D(x))",
    r"\mathbb{E}_{p_z}[\log D(G(z))]": "E_z(log(D(G(z))))",
    r"\mathbb{E}_p[(D-1)^2]": "E_p((D - 1)**2)",
}


@pytest.mark.parametrize("text", READ)
def test_natural_notation_is_read(text):
    assert plain(read(text, syntax="latex")) == READ[text]


REFUSED = [
    (r"(u\log u)'", 0, r"a derivative is not a formula here"),
    (r"\log' a", 0, r"a derivative is not a formula here"),
    (r"\frac{a}{b}'", 0, r"a derivative is not a formula here"),
    (r"\sqrt{a}_2", 0, r"a root with a label"),
    (r"\frac{\partial^2 q}{\partial\theta^2}", 0, r"only first derivatives are read"),
    (r"\nabla_\theta^2 q", 0, r"a derivative is not a formula here"),
    (r"\mathbb{E}_{x\sim p}[\log(1-D(G(z)))]", 0, r"G(z) stands here, but nothing is over z"),
    (r"\int_A p\,dx", 5, r"this may be a part of the space only"),
    (r"\sum_{x\in A}p(x)", 6, r"this may be a part of the space only"),
    (r"\sigma''(a)", 0, r"a derivative is not a formula here"),
    (r"\frac1n\sum_{i=1}^n \log D(x_i)", 18, r"n occurs elsewhere too, and a sample mean is not an expectation"),
    (r"JSD^{\rho}(p\|q)", 5, r"a label above JSD"),
    (r"a^b^c", 0, r"two superscripts"),
    (r"\mathbb{E}_x[D(x)]", 11, r"an expectation over x of which law?"),
    (r"\log(1-u)^2", 4, r"\log(u)^n has two readings"),
    (r"\max_D V(D,G)", 0, r"max over a set is not a formula here"),
    (r"\mathbb{E}_p[f\mid x]", 12, r"a conditional expectation is not a formula here"),
    (r"V(p,q)", 1, r"V takes the discriminator"),
    (r"H_\alpha(p)", 0, r"unknown functional H_alpha"),
    (r"\tanh_2(a)", 0, r"tanh has no subscript"),
    (r"\cos x", 0, r"unknown command \cos"),
    (r"\|p\|_3", 0, r"it is not said, or not known here, which norm this is"),
    (r"\sum_{i\ne j} p_i", 6, r"a bounded range"),
]


@pytest.mark.parametrize(("text", "position", "message"), REFUSED)
def test_what_is_not_understood_is_refused_where_it_stands(text, position, message):
    with pytest.raises(ReadingError) as refused:
        read(text, syntax="latex")
    assert (refused.value.position, refused.value.message) == (position, message)
    assert refused.value.expected


def test_the_noise_must_be_bound_where_it_is_used():
    """The same expectation with its noise is read."""
    assert plain(read(r"\mathbb{E}_{z\sim p_z}[\log(1-D(G(z)))]", syntax="latex")) == "E_z(log(1 - D(G(z))))"
