"""The ledger is whole: every line of the decks is answered, every misprint is refuted, every hypothesis is needed.

Each law is a function from a book to what breaks it, and is seen to find a fault in a book that has one.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from theory.book import BOOK
from theory.decks import DECKS, VERDICTS
from theory.ledger import by_row, line_of
from theory.proving.claim import Claim, Experiment
from theory.proving.dropped import Dropped
from theory.proving.measured import records

ROOT = Path(__file__).parent.parent
MISPRINTS = range(1, 61)
ESTABLISHED = {"proved", "certified", "measured"}

#: Lines that fix a meaning.
DEFINITIONS = {"generative-model-definition"}
#: Lines that say who published what, taken from the papers.
BIBLIOGRAPHY = {"reference-summaries"}


def statuses(book: Mapping[str, Claim], line: str) -> set[str]:
    return {claim.status for claim in book.values() if line_of(claim) == line}


def unanswered(book: Mapping[str, Claim]) -> set[str]:
    """Lines without a claim of their own name."""
    return {line for line in VERDICTS if line not in book}


def homeless(book: Mapping[str, Claim]) -> set[str]:
    """Claims that name a line that no deck has."""
    return {claim.id for claim in book.values() if claim.entry and claim.entry not in VERDICTS}


def not_established(book: Mapping[str, Claim]) -> set[str]:
    """Lines about which nothing is proved, certified, measured or (with its correction elsewhere) refuted."""
    return {line for line in VERDICTS if not statuses(book, line) & (ESTABLISHED | {"refuted"})}


def not_refuted(book: Mapping[str, Claim]) -> set[str]:
    """Lines that are false as printed, without a refutation."""
    return {line for line, verdict in VERDICTS.items()
            if verdict == "misprint/false" and "refuted" not in statuses(book, line)}  # fmt: skip


def wrongly_refuted(book: Mapping[str, Claim]) -> set[str]:
    """Lines that are true as printed and are refuted all the same, though no row of the misprints is about them."""
    return {claim.id for claim in book.values()
            if claim.printed and VERDICTS.get(line_of(claim)) == "true" and not claim.printed.rows}  # fmt: skip


def uncorrected(book: Mapping[str, Claim]) -> set[str]:
    """Refuted sentences whose correction is missing, or is not itself established."""
    refuted = [claim for claim in book.values() if claim.printed]
    return {
        claim.id
        for claim in refuted
        if not claim.corrected_by
        or not claim.instead
        or not claim.proof
        or any(name not in book or book[name].status not in ESTABLISHED for name in claim.corrected_by)
    }


def misplaced(book: Mapping[str, Claim]) -> set[str]:
    """Refuted sentences that name no slide on which their line is printed."""
    slides = {(d, slide.heading, line) for d, deck in DECKS.items() for slide in deck.slides for line in slide.entries}
    return {c.id for c in book.values() if c.printed and (c.printed.deck, c.printed.heading, line_of(c)) not in slides}


def blamed(book: Mapping[str, Claim]) -> set[str]:
    """Sentences of a typeset deck for which the scanner is blamed: only handwriting is misread."""
    return {c.id for c in book.values() if c.printed and c.printed.ocr and not DECKS[c.printed.deck].handwritten}


def idle(book: Mapping[str, Claim]) -> set[str]:
    """Claims with hypotheses, of which none is shown to be needed."""
    return {claim.id for claim in book.values() if claim.status in ESTABLISHED and claim.assumes and not claim.needed}


def unsourced(book: Mapping[str, Claim]) -> set[str]:
    return {claim.id for claim in book.values() if not claim.sources or not claim.says}


def misfiled(book: Mapping[str, Claim]) -> set[str]:
    """Claims about training that rest on the record of another claim's experiment."""
    named = {claim.id: claim.experiment.name for claim in book.values() if claim.experiment}
    return {claim for claim, name in named.items() if name in records() and records()[name]["claim"] != claim}


LAWS = [unanswered, homeless, not_refuted, wrongly_refuted, uncorrected, misplaced, blamed, idle, unsourced, misfiled]


@pytest.mark.theory
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_book_keeps_the_law(law):
    assert law(BOOK) == set()


@pytest.mark.theory
def test_every_misprint_is_refuted_and_none_is_invented():
    assert set(by_row()) == set(MISPRINTS)


@pytest.mark.theory
def test_nothing_is_open_and_what_is_not_established_is_listed():
    assert {claim.id for claim in BOOK.values() if claim.status == "open"} == set()
    assert {line for line in not_established(BOOK) if statuses(BOOK, line) == {"definition"}} == DEFINITIONS
    assert {line for line in not_established(BOOK) if statuses(BOOK, line) == {"cited"}} == BIBLIOGRAPHY
    assert not_established(BOOK) == DEFINITIONS | BIBLIOGRAPHY


@pytest.mark.theory
def test_nothing_rests_on_bibliography():
    assert not any(BIBLIOGRAPHY & claim.needs() for claim in BOOK.values())


def test_every_line_is_on_a_slide():
    assert {entry for deck in DECKS.values() for entry in deck.entries} == set(VERDICTS)
    assert len(VERDICTS) == 168


def broken(law) -> dict[str, Claim]:
    """A book with the one fault that the law is about."""
    refuted, proved = BOOK["min-jg-is-js"], BOOK["v-at-dstar"]
    assert refuted.printed is not None
    faults = {
        "unanswered": {k: c for k, c in BOOK.items() if k != "v-at-dstar"},
        "homeless": {**BOOK, "x": replace(proved, id="x", entry="no-such-line")},
        "not_refuted": {k: c for k, c in BOOK.items() if k != "min-jg-is-js"},
        "wrongly_refuted": {**BOOK, "x": replace(refuted, id="v-at-dstar", printed=replace(refuted.printed, rows=()))},
        "uncorrected": {**BOOK, "min-jg-is-js": replace(refuted, corrected_by=("log-d-trick-divergence-as-printed",))},
        "misplaced": {**BOOK, "min-jg-is-js": replace(refuted, printed=replace(refuted.printed, deck="000"))},
        "blamed": {**BOOK, "min-jg-is-js": replace(refuted, printed=replace(refuted.printed, ocr=True))},
        "idle": {**BOOK, "v-at-dstar": replace(proved, needed=())},
        "unsourced": {**BOOK, "v-at-dstar": replace(proved, sources=())},
    }  # fmt: skip
    if law is misfiled:
        measured = replace(proved, experiment=Experiment(shows="it converges", name=next(iter(records()))))
        return {**BOOK, "v-at-dstar": measured}
    return faults[law.__name__]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_each_law_finds_a_fault(law):
    assert law(broken(law)) > law(BOOK)


def test_a_row_claimed_twice_is_refused(monkeypatch):
    monkeypatch.setitem(BOOK, "copy", replace(BOOK["min-jg-is-js"], id="copy"))
    with pytest.raises(ValueError, match="misprint 53 is claimed by"):
        by_row()


def test_most_hypotheses_are_dropped_from_a_step_of_the_proof_itself():
    """A hypothesis that is dropped from a step is dropped from a step that is in the proof."""
    for claim in BOOK.values():
        for need in claim.needed:
            if isinstance(need.shown_by, Dropped):
                assert need.shown_by.step in claim.proof, claim.id
