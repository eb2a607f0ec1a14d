"""Every broken line is found: each proof, with one formula broken, fails."""

import mutants
import pytest

from theory.book import BOOK, CHAPTER_OF
from theory.proving.step import ProofGap

PROVED = [c for c in BOOK.values() if c.proof]
COUNTED: dict[str, int] = {}


@pytest.mark.parametrize("claim", PROVED, ids=lambda c: f"{CHAPTER_OF[c.id]}/{c.id}")
def test_breaking_any_line_breaks_the_page(claim):
    survivors = []
    found = list(mutants.mutants(claim))
    for mutant in found:
        try:
            mutant.step.check()
        except ProofGap:
            continue
        survivors.append(mutant.where)
    COUNTED[claim.id] = len(found)
    assert survivors == []
    assert len(found) >= 3  # a sign, a factor and an exchange at the very least


def test_how_many_mutants_there_were():
    """Run after the pages above: the count that is published must not shrink as pages are added."""
    if set(COUNTED) != {c.id for c in PROVED}:
        pytest.skip("counts the mutants of all pages, and not all were run")
    assert sum(COUNTED.values()) >= 6000
    print(f"{sum(COUNTED.values())} mutants of {len(COUNTED)} claims, all caught")


def test_the_generator_knows_a_change_that_breaks_nothing():
    """JSD(p, q) with p and q exchanged is the same number: such a mutant is not counted as caught."""
    claim = BOOK["jsd-zero-iff-equal"]
    assert not any("start: p and q exchanged" in m.where for m in mutants.mutants(claim))
    assert any("start: sign" in m.where for m in mutants.mutants(claim))
