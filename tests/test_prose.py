"""Sentences with formulas: the same text in a terminal, on a page and in a document."""

import pytest

from theory.book import BOOK
from theory.printing.prose import ProseError, parts, prose_html, prose_latex, prose_text

SENTENCES = [
    (r"so $D^* = \frac{p}{p+q}$", "so D^* = p/(p+q)"),
    (r"$\mathbb{E}_q[-\log D^*] = \log 2 + \mathrm{KL}(q\,\|\,p)$", "𝔼_q[-log D^*] = log 2 + KL(q ‖ p)"),
    (r"$\tfrac12\int|p-q|\,dx \le \sqrt{2\,\mathrm{JSD}}$", "½∫|p-q| dx ≤ √(2 JSD)"),
    (r"$\theta_{t+1} = \theta_t - \eta\nabla_\theta L$", "θ_(t+1) = θ_t - η∇_θ L"),
    (r"$p\ne q$, $p\perp q$, $q(z\mid x)$", "p ≠ q, p⊥q, q(z|x)"),
    (r"$\max_D V$ and $\log\frac{p}{q}$", "max_D V and log p/q"),
    ("no formula, 5 < 6 & so on", "no formula, 5 < 6 & so on"),
]


@pytest.mark.parametrize(("typed", "shown"), SENTENCES)
def test_in_a_terminal(typed, shown):
    assert prose_text(typed) == shown


def test_log_2_is_not_the_logarithm_to_base_2():
    assert prose_text(r"$\log 2$ and $\log_2 x$") == "log 2 and log_2 x"


def test_on_a_page():
    assert prose_html("a < b") == "a &lt; b"
    assert prose_html("$p$ & q") == "<math><mrow><mi>p</mi></mrow></math> &amp; q"
    wide = prose_html(r"$\int p\log\frac{p}{q}\,dx + \int q\log\frac{q}{p}\,dx$")
    assert wide.startswith('<span class="wide"><math>')
    assert "<mfrac>" in wide


def test_on_a_page_log_2_is_not_log2():
    thin = '<mspace width="0.167em" />'
    assert f"<mi>q</mi>{thin}<mi>log</mi>{thin}<mn>2</mn>" in prose_html(r"$q\log 2$")
    assert "<mi>log</mi><mo" in prose_html(r"$\log(x)$")
    assert "<msub><mi>log</mi><mn>2</mn></msub>" in prose_html(r"$\log_2 x$")


def test_in_a_document():
    assert prose_latex(r"50% of $\frac{p}{q}$ & m_1") == r"50\% of $\frac{p}{q}$ \& m\_1"


def test_dollar_signs_that_do_not_pair_are_refused():
    with pytest.raises(ProseError, match="odd number of dollar signs"):
        list(parts("it costs $5"))


def texts(claim):
    yield from (claim.says, claim.instead, *claim.assumes, claim.printed.sentence if claim.printed else "")
    yield claim.experiment.shows if claim.experiment else ""
    for step in (*claim.proof, *(need.shown_by for need in claim.needed)):
        yield step.about


@pytest.mark.parametrize("name", BOOK)
def test_every_sentence_of_the_book_can_be_shown(name):
    r"""No command is left over: a `\frac` in a terminal, or an <merror> on a page, is a sentence nobody can read."""
    for text in texts(BOOK[name]):
        assert "\\" not in prose_text(text)
        assert "merror" not in prose_html(text)
        prose_latex(text)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (r"\infty", "∞"),
        (r"\tanh u + \cosh u", "tanh u + cosh u"),
        (r"\theta \leftarrow \theta - \alpha", "θ ← θ - α"),
        (r"f''(0)", "f′′(0)"),
        (r"e^{-\mu^2/8}", "e^(-μ^2/8)"),
        (r"t_{1-\alpha}", "t_(1-α)"),
        (r"J := \det T", "J := det T"),
        (r"\mathbb{E}_{x \sim p}", "𝔼_(x ∼ p)"),
    ],
)
def test_commands_end_where_their_names_end_and_groups_keep_their_brackets(formula, text):
    assert prose_text(f"${formula}$").replace("  ", " ") == text
