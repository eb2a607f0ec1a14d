"""`python -m theory --deck 003` and `--refuted`: the ledger in slide order, and the sentences that are false."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from theory.book import BOOK
from theory.command_line.listing import counts, said, summary
from theory.command_line.terminal import sentence, show_columns, show_json
from theory.decks import DECKS, VERDICTS
from theory.ledger import by_row, lines_of
from theory.printing.unicode import unicode
from theory.proving.claim import Claim
from theory.proving.measured import in_words, of_claim
from theory.proving.step import Step


def list_deck(number: str, status: str | None = None, as_json: bool = False) -> int:
    """A deck in slide order: under each heading its lines, the verdict on what is printed, and the claims."""
    deck = DECKS[number]
    rows = [(heading, line, [c for c in claims if status in (None, c.status)])
            for heading, line, claims in lines_of(number)]  # fmt: skip
    rows = [row for row in rows if row[2]]
    if as_json:
        slides: list[dict[str, Any]] = [
            {"heading": heading, "lines": [
                {"line": line, "verdict": VERDICTS[line], "claims": [summary(claim) for claim in claims]}
                for _, line, claims in group]}
            for heading, group in groupby(rows, key=lambda row: row[0])
        ]  # fmt: skip
        show_json({"deck": number, "title": deck.title, "handwritten": deck.handwritten, "slides": slides})
        return 0
    print(f"deck {number}, {deck.title}" + (" (handwritten: a misprint may be the scanner's)" * deck.handwritten))
    for heading, group in groupby(rows, key=lambda row: row[0]):
        print(f"\n{heading}")
        for _, line, claims in group:
            print(f"  {line}: as printed, {VERDICTS[line]}")
            show_columns([(claim.status, claim.id, said(claim)) for claim in claims], indent="    ")
    shown = {claim.id: claim for *_, claims in rows for claim in claims}
    print(f"\n{len({line for _, line, _ in rows})} lines, {len(shown)} claims: {counts(shown.values())}")
    return 0


def list_refuted(as_json: bool = False) -> int:
    """The sentences in print that are false: as printed, what is true instead, and the claims that prove it."""
    numbered = by_row()
    refuted = [claim for claim in BOOK.values() if claim.status == "refuted"]
    refuted.sort(key=lambda claim: min(claim.printed.rows, default=1000) if claim.printed else 1001)
    if as_json:
        show_json([summary(claim) for claim in refuted])
        return 0
    for claim in refuted:
        print(f"{claim.id}{_numbers(claim)}")
        show_columns(_facts(claim), indent="  ")
        print()
    print(f"{len(refuted)} sentences are refuted; {len(numbered)} numbers of the list of misprints are covered")
    return 0


def _numbers(claim: Claim) -> str:
    rows = claim.printed.rows if claim.printed else ()
    return f"   misprint{'s' * (len(rows) > 1)} {', '.join(map(str, rows))}" if rows else ""


def _facts(claim: Claim) -> list[tuple[str, str]]:
    printed = claim.printed
    if printed is None:  # refuted by training
        lines = [line for found in of_claim(claim.id) for line in in_words(found)]
        return [("says", sentence(claim.says)), *[("in training" if k == 0 else "", s) for k, s in enumerate(lines)]]
    blame = "  (handwritten: perhaps the scanner's)" if printed.ocr else ""
    return [
        ("printed", sentence(printed.sentence)),
        ("seen in", f"{printed}{blame}"),
        ("instead", sentence(claim.instead)),
        ("proved in", ", ".join(claim.corrected_by)),
        ("shown by", _shown(claim.proof[0]) if claim.proof else ""),
    ]


def _shown(step: Step) -> str:
    """A step in one line: what it is about, and its last line."""
    last = step.shown()[-1]
    found = " ".join(filter(None, (last.relation, unicode(last.expr) if last.expr is not None else last.reason)))
    return f"{sentence(step.about)}: {found}"
