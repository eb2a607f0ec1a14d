"""The five decks, as they are printed: which slide says what, and how far it is right."""

from __future__ import annotations

from theory.decks import deck_000, deck_001, deck_002, deck_003, deck_004
from theory.decks.slides import Deck
from theory.decks.verdicts import VERDICTS

#: By number; a deck is named by the prefix of its file.
DECKS: dict[str, Deck] = {page.DECK.number: page.DECK for page in (deck_000, deck_001, deck_002, deck_003, deck_004)}

__all__ = ["DECKS", "VERDICTS"]
