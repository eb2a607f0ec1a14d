"""The book: every claim, chapter by chapter, in the order in which they are best read."""

from __future__ import annotations

from theory import (
    cited,
    divergences,
    games,
    inequalities,
    likelihood,
    losses,
    minimax,
    networks,
    supports,
    transport,
    variational,
)
from theory.proving.claim import Claim

#: The game first; then what it is compared with; what is taken on trust by several chapters stands last.
CHAPTERS = {
    "minimax": minimax,
    "losses": losses,
    "likelihood": likelihood,
    "variational": variational,
    "divergences": divergences,
    "inequalities": inequalities,
    "transport": transport,
    "supports": supports,
    "games": games,
    "networks": networks,
}


def _pages():
    for name, chapter in CHAPTERS.items():
        for page in chapter.PAGES:
            for claim in page.CLAIMS:
                yield name, claim
    for claim in cited.CLAIMS:
        yield "cited", claim


#: Every claim by its id, in reading order.
BOOK: dict[str, Claim] = {claim.id: claim for _, claim in _pages()}
#: The chapter of each claim.
CHAPTER_OF: dict[str, str] = {claim.id: name for name, claim in _pages()}

if len(BOOK) != sum(1 for _ in _pages()):
    ids = [claim.id for _, claim in _pages()]
    raise ValueError(f"two claims have one id: {sorted({name for name in ids if ids.count(name) > 1})}")
