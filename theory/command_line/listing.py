"""`python -m theory`: the claims, one a line, in the order in which they are best read; and what is taken on trust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from theory.book import BOOK, CHAPTER_OF
from theory.command_line.terminal import sentence, show_columns, show_json, show_table
from theory.decks import VERDICTS
from theory.ledger import line_of, slides_of
from theory.proving.claim import STATUSES, Claim, rests_on
from theory.proving.measured import of_claim
from theory.reading.errors import ReadingError


def list_claims(status: str | None = None, as_json: bool = False) -> int:
    """All claims, or those of one status, and how many there are of each."""
    claims = [claim for claim in BOOK.values() if status in (None, claim.status)]
    if as_json:
        show_json([summary(claim) for claim in claims])
        return 0
    if not claims:
        print(f"no claim is {status}; in all there are {counts(BOOK.values())}")
        return 0
    show_table(("claim", "status", "says"), [(claim.id, claim.status, said(claim)) for claim in claims])
    if status == "open":
        print("\nopen: each waits for a training experiment that decides it, and is not held to be true until then")
    print(f"\n{len(claims)} claims: {counts(claims)}")
    return 0


def said(claim: Claim) -> str:
    """The statement in words; of one that training bears out in some settings only, with a warning."""
    verdicts = {found["verdict"] for found in of_claim(claim.id)} if claim.status == "measured" else set()
    return sentence(claim.says) + " [with conditions: see the claim]" * ("holds with conditions" in verdicts)


def counts(claims: Iterable[Claim]) -> str:
    """How many claims there are of each status: `3 proved, 1 refuted`."""
    found = Counter(claim.status for claim in claims)
    return ", ".join(f"{found[word]} {word}" for word in STATUSES if found[word])


def summary(claim: Claim) -> dict[str, Any]:
    """A claim as data, without its proof."""
    line, printed = line_of(claim), claim.printed
    return {
        "id": claim.id,
        "chapter": CHAPTER_OF.get(claim.id),
        "says": claim.says,
        "status": claim.status,
        "assumes": list(claim.assumes),
        "needed": [need.hypothesis for need in claim.needed],
        "sources": [str(source) for source in claim.sources],
        "rests_on": trusted_by(claim, BOOK) if claim.status != "cited" else [],
        "line": line or None,
        "verdict": VERDICTS.get(line),
        "slides": [{"deck": deck, "heading": heading} for deck, heading in slides_of(line)] if line else [],
        "printed": printed and {"deck": printed.deck, "heading": printed.heading, "sentence": printed.sentence,
                                "misprints": list(printed.rows), "perhaps_the_scanner": printed.ocr},
        "instead": claim.instead or None,
        "corrected_by": list(claim.corrected_by),
        "experiment": claim.experiment and {"shows": claim.experiment.shows, "name": claim.experiment.name},
        "training": of_claim(claim.id),
    }  # fmt: skip


def list_cited(as_json: bool = False) -> int:
    """Every cited statement with its theorem number, and the claims that rest on it."""
    trusted = trust(BOOK)
    if as_json:
        show_json([{**summary(BOOK[name]), "needed_by": users} for name, users in trusted.items()])
        return 0
    for name, users in trusted.items():
        claim = BOOK[name]
        print(f"{name}\n  {sentence(claim.says)}")
        rows = [("assumes", sentence(line)) for line in claim.assumes]
        rows += [("source", str(source)) for source in claim.sources]
        rows += [("rests on it" if k == 0 else "", user) for k, user in enumerate(users or ["no claim"])]
        show_columns(rows, indent="  ")
        print()
    resting = {user for users in trusted.values() for user in users}
    others = sum(claim.status != "cited" for claim in BOOK.values()) - len(resting)
    print(f"{len(trusted)} statements are taken on trust; {len(resting)} claims rest on them, {others} on none")
    return 0


def trust(book: Mapping[str, Claim]) -> dict[str, list[str]]:
    """For each cited claim, the ids of all claims that rest on it, however deep."""
    users: dict[str, list[str]] = {claim.id: [] for claim in book.values() if claim.status == "cited"}
    for claim in book.values():
        if claim.status != "cited":
            for name in trusted_by(claim, book) or []:
                users[name].append(claim.id)
    return users


def trusted_by(claim: Claim, book: Mapping[str, Claim]) -> list[str] | None:
    """The cited claims it rests on; None if that cannot be computed, a formula of a page being unreadable."""
    try:
        return sorted(rests_on(claim, book))
    except ReadingError:
        return None
