"""Derivations about a hidden z: the evidence bound in five notations, right and with slips."""

import json

import pytest
from grading_lint import NOTES, lint, run, wrong

KINGMA = [
    r"\log p_\theta(\mathbf{x}) &= \mathbb{E}_{q_\phi(\mathbf{z}|\mathbf{x})}\left[\log p_\theta(\mathbf{x})\right]",
    r"&= \mathbb{E}_{q_\phi(\mathbf{z}|\mathbf{x})}\left[\log\left[\frac{p_\theta(\mathbf{x},\mathbf{z})}"
    r"{p_\theta(\mathbf{z}|\mathbf{x})}\right]\right]",
    r"&= \mathbb{E}_{q_\phi(\mathbf{z}|\mathbf{x})}\left[\log\left[\frac{p_\theta(\mathbf{x},\mathbf{z})}"
    r"{q_\phi(\mathbf{z}|\mathbf{x})}\frac{q_\phi(\mathbf{z}|\mathbf{x})}{p_\theta(\mathbf{z}|\mathbf{x})}"
    r"\right]\right]",
    r"&= \mathbb{E}_{q_\phi(\mathbf{z}|\mathbf{x})}\left[\log\left[\frac{p_\theta(\mathbf{x},\mathbf{z})}"
    r"{q_\phi(\mathbf{z}|\mathbf{x})}\right]\right] + \mathbb{E}_{q_\phi(\mathbf{z}|\mathbf{x})}\left[\log\left["
    r"\frac{q_\phi(\mathbf{z}|\mathbf{x})}{p_\theta(\mathbf{z}|\mathbf{x})}\right]\right]",
]
SUMS = [
    r"KL(q(z|x)\|p(z|x)) &= -\sum_z q(z|x)\log\frac{p(z|x)}{q(z|x)}",
    r"&= -\sum_z q(z|x)\log\left[\frac{p(x,z)}{q(z|x)}\cdot\frac{1}{p(x)}\right]",
    r"&= -\sum_z q(z|x)\left[\log\frac{p(x,z)}{q(z|x)} - \log p(x)\right]",
    r"&= -\sum_z q(z|x)\log\frac{p(x|z)p(z)}{q(z|x)} + \log p(x)\sum_z q(z|x)",
    r"&= -\sum_z q(z|x)\log\frac{p(x|z)p(z)}{q(z|x)} + \log p(x)",
]
BLEI = [
    r"KL(q(\mathbf z)\,\|\,p(\mathbf z \mid \mathbf x)) &= \mathbb{E}_{q}[\log q(\mathbf z)]"
    r" - \mathbb{E}_{q}[\log p(\mathbf z \mid \mathbf x)]",
    r"&= \mathbb{E}_{q}[\log q(\mathbf z)] - \mathbb{E}_{q}[\log p(\mathbf z, \mathbf x)] + \log p(\mathbf x)",
    r"&= \log p(\mathbf x) - \mathbb{E}_{q}[\log p(\mathbf x \mid \mathbf z)] + KL(q(\mathbf z)\,\|\,p(\mathbf z))",
]
TWO_TERMS = [
    r"\mathcal{L}(\theta,\phi;x) &= \mathbb{E}_{z\sim q_\phi(z|x)}\Big[\log\frac{p_\theta(x|z)p(z)}{q_\phi(z|x)}\Big]",
    r"&= \mathbb{E}_{z\sim q_\phi(z|x)}[\log p_\theta(x|z)]"
    r" + \mathbb{E}_{z\sim q_\phi(z|x)}\Big[\log\frac{p(z)}{q_\phi(z|x)}\Big]",
    r"&= \mathbb{E}_{z\sim q_\phi(\cdot|x)}[\log p_\theta(x|z)] - D_{\mathrm{KL}}\big(q_\phi(z|x)\,\|\,p(z)\big)",
    r"&= \log p_\theta(x) - D_{\mathrm{KL}}\big(q_\phi(z|x)\,\|\,p_\theta(z|x)\big)",
]
JENSEN = [
    r"\log p(x) &= \log\int p(x,z)\,dz",
    r"&= \log\int q(z|x)\frac{p(x,z)}{q(z|x)}\,dz",
    r"&= \log\mathbb{E}_{q(z|x)}\left[\frac{p(x|z)p(z)}{q(z|x)}\right]",
    r"&\ge \mathbb{E}_{q(z|x)}\left[\log\frac{p(x|z)p(z)}{q(z|x)}\right]",
    r"&= \int q(z|x)\log p(x|z)\,dz - \int q(z|x)\log\frac{q(z|x)}{p(z)}\,dz",
    r"&= \mathbb{E}_{q(z|x)}[\log p(x|z)] - \mathrm{KL}\left(q(z|x)\,\middle\|\,p(z)\right)",
]
DOERSCH = [
    r"\mathcal{D}[Q(z|X)\|P(z|X)] &= E_{z\sim Q}[\log Q(z|X) - \log P(z|X)]",
    r"&= E_{z\sim Q}[\log Q(z|X) - \log P(X|z) - \log P(z)] + \log P(X)",
    r"&= \log P(X) - E_{z\sim Q}[\log P(X|z)] + \mathcal{D}[Q(z|X)\|P(z)]",
]
LOSS = [
    r"-\log p_\theta(x) + KL(q_\phi(z|x)\|p_\theta(z|x))"
    r" &= -\int q_\phi(z|x)\log\frac{p_\theta(x,z)}{q_\phi(z|x)}\,dz",
    r"&= -\mathbb{E}_{q_\phi(z|x)}[\log p_\theta(x|z)] + KL(q_\phi(z|x)\|p(z))",
]


def display(lines: list[str]) -> str:
    return "\\begin{align}\n" + " \\\\\n".join(lines) + "\n\\end{align}\n"


@pytest.mark.parametrize(
    ("lines", "follow"),
    [(KINGMA, 4), (SUMS, 5), (BLEI, 3), (TWO_TERMS, 3), (JENSEN, 5), (DOERSCH, 3), (LOSS, 2)],
)
def test_the_bound_in_the_notation_of_textbooks(lines, follow):
    steps, _ = lint(display(lines))
    assert wrong(steps) == []
    assert [verdict for _, verdict, _ in steps].count("follows") == follow
    assert len(steps) == len(lines)


MUTATIONS = [
    # a lost or a wrong sign
    (KINGMA, 3, r" + \mathbb{E}", r" - \mathbb{E}"),
    (SUMS, 0, r"&= -\sum", r"&= \sum"),
    (SUMS, 2, r"- \log p(x)", r"+ \log p(x)"),
    (SUMS, 4, r"+ \log p(x)", r"- \log p(x)"),
    (BLEI, 1, r"- \mathbb{E}", r"+ \mathbb{E}"),
    (TWO_TERMS, 2, r"- D_", r"+ D_"),
    (TWO_TERMS, 3, r"- D_", r"+ D_"),
    (JENSEN, 5, r"- \mathrm", r"+ \mathrm"),
    (LOSS, 1, r"-\mathbb{E}", r"\mathbb{E}"),
    (DOERSCH, 1, r"+ \log P(X)", r"- \log P(X)"),
    # the prior is lost, or stands for the posterior
    (SUMS, 3, r"p(x|z)p(z)", r"p(x|z)"),
    (BLEI, 2, r"p(\mathbf z))", r"p(\mathbf z \mid \mathbf x))"),
    (TWO_TERMS, 1, r"\frac{p(z)}", r"\frac{p_\theta(z|x)}"),
    (TWO_TERMS, 3, r"p_\theta(z|x)", r"p(z)"),
    (JENSEN, 4, r"{p(z)}", r"{p(z|x)}"),
    (LOSS, 1, r"\|p(z)", r"\|p_\theta(z|x)"),
    (DOERSCH, 2, r"\|P(z)", r"\|P(z|X)"),
    (DOERSCH, 1, r" - \log P(z)", r""),
    # p and q exchanged
    (SUMS, 0, r"\frac{p(z|x)}{q(z|x)}", r"\frac{q(z|x)}{p(z|x)}"),
    (JENSEN, 5, r"q(z|x)\,\middle\|\,p(z)", r"p(z)\,\middle\|\,q(z|x)"),
    (KINGMA, 1, r"{p_\theta(\mathbf{z}|\mathbf{x})}\right", r"{q_\phi(\mathbf{z}|\mathbf{x})}\right"),
    (JENSEN, 0, r"p(x,z)", r"p(x,z)q(z|x)"),
    # the evidence is lost
    (SUMS, 1, r"\cdot\frac{1}{p(x)}", r""),
    (SUMS, 4, r" + \log p(x)", r""),
    (BLEI, 1, r" + \log p(\mathbf x)", r""),
    # one law for another
    (SUMS, 1, r"p(x,z)", r"p(z|x)"),
    (KINGMA, 1, r"p_\theta(\mathbf{x},\mathbf{z})", r"p_\theta(\mathbf{x}|\mathbf{z})"),
    (TWO_TERMS, 2, r"\log p_\theta(x|z)", r"\log p_\theta(z|x)"),
    (JENSEN, 1, r"p(x,z)", r"p(x|z)"),
    (JENSEN, 2, r"p(x|z)p(z)", r"p(z|x)p(z)"),
    (BLEI, 0, r"p(\mathbf z \mid \mathbf x)]", r"p(\mathbf x \mid \mathbf z)]"),
]


@pytest.mark.parametrize(("lines", "k", "old", "new"), MUTATIONS)
def test_a_slip_in_the_bound_is_found_on_its_line(lines, k, old, new):
    assert old in lines[k]
    slip = [line.replace(old, new, 1) if i == k else line for i, line in enumerate(lines)]
    steps, found = lint(display(slip))
    assert wrong(steps) == [k + 2]
    bad = next(s for s in found[0]["steps"] if s["verdict"] == "does not follow")
    assert bad["reason"].startswith("for fixed ")
    assert bad["witness"]["at"]


# ---- the decks ------------------------------------------------------------------------------------------------------


def test_the_misprinted_bound_is_found_with_a_witness_in_the_words_of_the_deck():
    _, out, _ = run("derivation", NOTES / "misprints.tex", "--json")
    steps = [s for c in json.loads(out)["chains"] for s in c["steps"] if "p(z|x)" in s["left"] + s["right"]]
    bad = [s for s in steps if s["verdict"] == "does not follow"]
    assert len(bad) == 4
    witness = bad[1]["witness"]["at"]
    assert witness == {"p(z|x)": ["1/2", "1/2"], "q(z|x)": ["1/4", "3/4"], "p(x)": "1/6", "p(z)": ["3/8", "5/8"],
                       "p(x|z)": ["2/9", "2/15"]}  # fmt: skip
    assert bad[2]["reason"].startswith("for fixed x, at p(z|x) = (1/2, 1/2), q(z|x) = (1/4, 3/4), p(x) = 1/6")


def test_a_misprinted_bound_is_compared_with_what_the_bound_was_defined_as():
    right = r"L_{VB} &= \log p(x) - KL(q(z|x)\|p(z|x)) \\ &= \sum_z q(z|x)\log\frac{p(x|z)p(z)}{q(z|x)}"
    slip = r"L_{VB} &= \sum_z q(z|x)\log\frac{p(x|z)p(z)}{p(z|x)}"
    steps, _ = lint(f"\\begin{{align}}\n{right}\n\\end{{align}}\n\\begin{{align}}\n{slip}\n\\end{{align}}")
    assert [(line, verdict) for line, verdict, _ in steps if verdict != "not checked"] == [
        (2, "follows"), (5, "does not follow"),
    ]  # fmt: skip
    # in a chain of densities the same name is another thing
    other = r"\[ L_{VB} = \mathbb{E}_q[\log p] \]"
    assert wrong(lint(f"\\begin{{align}}\n{right}\n\\end{{align}}\n{other}")[0]) == []
