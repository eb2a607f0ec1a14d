"""The ledger: every line of the decks, the claims that answer it, and the slides that print it.

A line of the ledger is one sentence of the decks, whichever slides repeat it.  It is answered by the claim of the same
name and by the claims that name it as their `entry`: usually the corrected statement, proved, and the sentence as
printed, refuted.
"""

from __future__ import annotations

from functools import cache

from theory.book import BOOK
from theory.decks import DECKS, VERDICTS
from theory.proving.claim import Claim


def line_of(claim: Claim) -> str:
    """The line a claim belongs to; empty for lemmas and for theorems that no slide states."""
    line = claim.entry or claim.id
    return line if line in VERDICTS else ""


@cache
def _answers() -> dict[str, tuple[Claim, ...]]:
    found: dict[str, list[Claim]] = {line: [] for line in VERDICTS}
    for claim in BOOK.values():
        if line_of(claim):
            found[line_of(claim)].append(claim)
    return {line: tuple(sorted(claims, key=lambda c: c.id != line)) for line, claims in found.items()}


def answers(line: str) -> tuple[Claim, ...]:
    """The claims that answer a line, the one of its own name first."""
    return _answers()[line]


@cache
def slides_of(line: str) -> tuple[tuple[str, str], ...]:
    """Where a line is printed: (deck, heading)."""
    return tuple(
        (deck.number, slide.heading) for deck in DECKS.values() for slide in deck.slides if line in slide.entries
    )


def lines_of(deck: str) -> list[tuple[str, str, tuple[Claim, ...]]]:
    """A deck in slide order: (heading, line, its claims)."""
    return [(s.heading, line, answers(line)) for s in DECKS[deck].slides for line in s.entries]


def by_row() -> dict[int, Claim]:
    """The refuted claim for each number in the list of misprints."""
    found: dict[int, Claim] = {}
    for claim in BOOK.values():
        for row in claim.printed.rows if claim.printed else ():
            if row in found:
                raise ValueError(f"misprint {row} is claimed by {found[row].id} and by {claim.id}")
            found[row] = claim
    return dict(sorted(found.items()))
