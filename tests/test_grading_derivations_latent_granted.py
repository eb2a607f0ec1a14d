"""Derivations about a hidden z: what the text grants, what follows for a fixed x, and what is not read at all."""

import re

import pytest
from grading_lint import lint, wrong

TIGHT = r"\[ \log p(x) = \mathbb{E}_{q(z|x)}[\log p(x,z) - \log q(z|x)] \]"


def test_a_bound_that_is_attained():
    assert wrong(lint(TIGHT)[0]) == [1]
    assert wrong(lint(rf"If $q(z|x) = p(z|x)$, {TIGHT}")[0]) == []
    assert wrong(lint(rf"The bound is tight for the exact posterior: {TIGHT}")[0]) == []
    steps, _ = lint(f"% given: q(z|x) = p(z|x)\n{TIGHT}")
    assert steps[0][1] == "follows"
    assert "given q(z|x) = p(z|x)" in steps[0][2]
    # q = p is said of the data and the generator there, and of nothing in a chain about z
    assert wrong(lint(f"% given: q = p\n{TIGHT}")[0]) == [2]
    assert wrong(lint("% given: q(z|x) = p(z|x)\n" + r"\[ KL(q\|p) = 0 \]")[0]) == [2]
    # a wrong factor of a divergence that vanishes is not excused
    twice = r"\[ \log p(x) = \mathbb{E}_{q(z|x)}[\log p(x,z) - \log q(z|x)] + 2KL(q(z|x)\|p(z|x)) \]"
    assert wrong(lint(rf"The bound is tight for the exact posterior: {twice}")[0]) == [1]


@pytest.mark.parametrize(
    "formula",
    [
        r"p(x,z) = p(x|z)p(z) = p(z|x)p(x)",
        r"p(z|x) = \frac{p(x|z)p(z)}{p(x)} = \frac{p(x|z)p(z)}{\int p(x|z')p(z')\,dz'}",
        r"p(\theta|x) = \frac{p(x|\theta)p(\theta)}{p(x)}",
        r"\log\tilde p(z|x) = \log p(x,z), \qquad \log\tilde{q}(z|x) = \log q(z|x) + c",
        r"\log q'(z|x) = 2\log q(z|x), \qquad \log q(2z) + \log p(z|x) = 0",
        r"p(x) = \int p(x,z)\,dz = \int p(x|z)p(z)\,dz = \mathbb{E}_{z\sim p(z)}[p(x|z)]",
        r"p(x) = \sum_z p(x|z)p(z) = \frac12\cdot\frac14 + \frac12\cdot\frac34 = \frac12",
        r"\sum_{z\in\mathcal{Z}} p(z|x) = 1, \qquad \int p(z)\,dz = \int p(z|x)\,dz",
        r"p(z|x) = p(z), \qquad p(x,z) = p(x)p(z), \qquad q_\phi(z|x) = p_\theta(z|x)",
        r"q(z|x) = \mathcal{N}(\mu(x), \sigma^2(x) I)",
        r"KL(q(z|x)\|p(z|x)) = 0",
        r"KL(q_\phi(z|x)\|p(z)) = -\frac12\sum_{j=1}^J(1 + \log\sigma_j^2 - \mu_j^2 - \sigma_j^2)",
        r"KL(q(z|x)\|p(z)) = \frac12(\mu^2+\sigma^2-1-\log\sigma^2)",
        r"\log p(x|z) = -\frac12\|x-\mu(z)\|^2 + c",
        r"\mathbb{E}_{q(z|x)}[f(z)] = \mathbb{E}_{\epsilon\sim N(0,1)}[f(\mu+\sigma\epsilon)]",
        r"\mathbb{E}_{p(x)}[KL(q(z|x)\|p(z))] = I(x;z) + KL(q(z)\|p(z))",
        r"q(z) = \int q(z|x)p(x)\,dx",
        r"I(x;z) = \int\int p(x,z)\log\frac{p(x,z)}{p(x)p(z)}\,dx\,dz = KL(p(x,z)\|p(x)p(z))",
        r"I(x;y) = \int p(x,y)\log\frac{p(x,y)}{p(x)p(y)} = \int p(x,y)\log p(x|y) - \int p(x)\log p(x)",
        r"H(x,y) = -\sum_{x,y}p(x,y)\log p(x,y) = -\sum_{x,y}p(x,y)\log p(x|y) - \sum_y p(y)\log p(y)",
        r"\mathcal{L}_\beta = \mathbb{E}_{q(z|x)}[\log p(x|z)] - \beta KL(q(z|x)\|p(z))",
        r"\log p(x) = \mathcal{L} + KL(q(z|x)\|p(z|x))",
        r"\mathbb{E}_{q(z|x)}[\log p(x|z)] - KL(q(z|x)\|p(z))"
        r" = \mathbb{E}_{q(z|x)}[\log p(x|z)] - \beta KL(q(z|x)\|p(z))",
        r"\mathbb{E}_{z\sim q(z|x)}[\log p(x|z)] = \frac1L\sum_{l=1}^L\log p(x|z^{(l)})",
        r"\log p_\theta(x^{(i)}) - KL(q_\phi(z|x^{(i)})\|p_\theta(z|x^{(i)})) = \mathcal{L}(\theta,\phi;x^{(i)})",
        r"Q(\theta|\theta^{old}) = \sum_z p(z|x,\theta^{old})\log p(x,z|\theta)",
        r"\log p(x|\theta) = \sum_z q(z)\log\frac{p(x,z|\theta)}{q(z)} - \sum_z q(z)\log\frac{p(z|x,\theta)}{q(z)}",
        r"KL(p(x,z)\|q(x,z)) = KL(p(x)\|q(x)) + \mathbb{E}_{p(x)}[KL(p(z|x)\|q(z|x))]",
        r"V(D,G) = \mathbb{E}_{x\sim p(x|y)}[\log D(x|y)] + \mathbb{E}_{z\sim p_z}[\log(1-D(G(z|y)))]",
        r"D^*(x) = \frac{p(x|y)}{p(x|y)+q(x|y)} = p(y=1|x)",
        r"q(x_t|x_{t-1}) = \frac{q(x_{t-1}|x_t)q(x_t)}{q(x_{t-1})}",
        r"\frac{p(x|y=1)}{p(x|y=0)} = \frac{p(y=1|x)}{p(y=0|x)}",
        r"-\mathbb{E}_{p_{data}(x)}\mathbb{E}_{q(z|x)}[\log p(x|z)] = -\int p_{data}(x)\int q(z|x)\log p(x|z)\,dz\,dx",
        r"\mathbb{E}_z[p(x|z)] = \mathbb{E}_{z\sim N(0,I)}[p(x|z)] = p(x)",
        r"p_\theta(z|x) = p(z|x), \qquad \log p_\theta(z|x) = \log p(z|x) + c",
        r"\log p_\theta(z|x) = \log p_{\theta'}(z|x)",
        r"\nabla_\theta\log p_\theta(x) = \mathbb{E}_{p_\theta(z|x)}[\nabla_\theta\log p_\theta(x,z)]",
        r"\sum q(z|x)\log p = \sum q(z|x)\log p(z)",
    ],
)
def test_what_is_right_or_may_be_meant_is_not_called_wrong(formula):
    steps, _ = lint(rf"\[ {formula} \]")
    assert wrong(steps) == []


@pytest.mark.parametrize(
    ("formula", "follow"),
    [
        (r"p(x,z) = p(x|z)p(z) = p(z|x)p(x)", 2),
        (r"p(x) = \int p(x,z)\,dz = \int p(x|z)p(z)\,dz = \mathbb{E}_{z\sim p(z)}[p(x|z)]", 3),
        (r"\log p(z|x) = \log p(x|z) + \log p(z) - \log p(x)", 1),
        (r"p(\theta|x) = \frac{p(x|\theta)p(\theta)}{\int p(x|\theta)p(\theta)d\theta}", 1),
        (r"\int p(z)\,dz = \int p(z|x)\,dz", 1),
        (r"\mathbb{E}_{p(z)}[\log p(x,z) - \log p(x|z) - \log p(z) + 1] = \int q(z|x)\,dz", 1),
        (r"\mathbb{E}_{z\sim p(z)}[\log p(x)] = \log\int p(x,z)\,dz", 1),
        (r"\log p(x;\theta) - KL(q(z;\phi)\|p(z|x;\theta)) = \mathbb{E}_{q(z;\phi)}[\log p(x,z;\theta)] + H(q)", 1),
        (r"KL(p(y|x)\|q(y|x)) = \sum_y p(y|x)\log p(y|x) - \sum_y p(y|x)\log q(y|x)", 1),
    ],
)
def test_what_follows_for_a_fixed_x(formula, follow):
    steps, _ = lint(rf"\[ {formula} \]")
    assert [verdict for _, verdict, _ in steps].count("follows") == follow


@pytest.mark.parametrize(
    "formula",
    [
        r"\log p(z|x) = \log p(x|z) + \log p(z)",
        r"\log p(z|x) = \log p(z) + \log p(x|z) + \log p(x)",
        r"\int q(z|x)\log\frac{p(z)}{q(z|x)}\,dz = KL(q(z|x)\|p(z))",
        r"\mathbb{E}_{q(z|x)}[\log p(x,z)] = \mathbb{E}_{q(z|x)}[\log p(x|z)] + \mathbb{E}_{q(z|x)}[\log p(z|x)]",
        r"\log\int p(x|z)p(z)\,dz = \int p(z)\log p(x|z)\,dz",
    ],
)
def test_what_is_wrong_for_a_fixed_x(formula):
    assert wrong(lint(rf"\[ {formula} \]")[0]) == [1]


def test_a_side_that_does_not_fit_is_not_read_and_its_neighbours_are():
    rows = [
        r"\log p(x) &= \mathbb{E}_{q(z|x)}[\log p(x,z)] - \mathbb{E}_{q(z|x)}[\log p(z|x)]",
        r"&= \mathbb{E}_{q(z|x)}[\log p_{data}(x,z)] + p",
        r"&= \mathbb{E}_{q(z|x)}[\log p(x|z)] + KL(q(z|x)\|p(z|x)) + KL(q(z|x)\|p(z))",
    ]
    _, found = lint("\\[" + " \\\\\n".join(rows) + "\\]")
    steps = found[0]["steps"]
    assert [(s["verdict"], s["across_what_was_not_checked"]) for s in steps] == [
        ("follows", False), ("not checked", False), ("not checked", False), ("does not follow", True),
    ]  # fmt: skip
    assert re.search(
        r"p_\{data\}\(x,z\), in a chain that is read for fixed x in terms of p\(z\|x\)", steps[1]["reason"]
    )
