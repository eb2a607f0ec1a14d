"""The claims, one test each: `pytest -m theory` is the main job of this project."""

import pytest

from theory.book import BOOK, CHAPTER_OF
from theory.proving.claim import rests_on

#: Everything taken on trust. New trust is a visible change here.
TRUSTED = {
    "differentiation-under-the-integral", "image-measure", "equal-derivatives",
    "kantorovich-duality-theorem", "rademacher-theorem", "wasserstein-metrizes-weak-convergence",
    "dcgan-paper-architecture",
    "reference-summaries",  # who published what; nothing rests on it
}  # fmt: skip

#: The core of the lecture, which must be there whatever else is.
CORE = {
    "value-as-integrals", "change-of-variables-density", "optimal-discriminator", "v-at-dstar", "kl-nonnegative",
    "jsd-zero-iff-equal", "global-min-minus-log4", "dstar-half", "jsd-max-iff-singular", "saturating-gradient-is-2jsd",
    "log-d-trick-divergence", "log-d-trick-value", "frozen-vs-value", "regret-identity", "one-sided-label-smoothing",
    "two-sided-label-smoothing", "weighted-jsd", "lsgan-optimal-discriminator", "lsgan-value-is-chi-square",
    "diminishing-gradient",
}  # fmt: skip


@pytest.mark.theory
@pytest.mark.parametrize("name", BOOK, ids=lambda name: f"{CHAPTER_OF[name]}/{name}")
def test_claim(name, record_property):
    """Every line of the claim's proof follows, and all that it appeals to is in the book."""
    claim = BOOK[name]
    claim.check()
    record_property("claim", name)
    assert rests_on(claim, BOOK) <= TRUSTED


@pytest.mark.theory
def test_the_trusted_base_is_exactly_this():
    assert {c.id for c in BOOK.values() if c.status == "cited"} == TRUSTED


@pytest.mark.theory
def test_the_core_is_proved():
    assert {name for name in CORE if BOOK[name].status == "proved"} == CORE


def test_a_cited_statement_has_a_theorem_number():
    assert all(any(ch.isdigit() for ch in s.place) for c in BOOK.values() if c.status == "cited" for s in c.sources)


def test_a_refuted_sentence_says_what_is_true_instead():
    refuted = [c for c in BOOK.values() if c.status == "refuted"]
    assert refuted
    assert all(c.instead and c.printed and c.proof and c.corrected_by for c in refuted)
