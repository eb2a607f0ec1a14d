"""What a deck is here: its slides in order, and under each the lines of the ledger that it prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Slide:
    """A heading (in parentheses if it is ours: the slide has none) and the ids of the lines that it prints."""

    heading: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Deck:
    number: str
    title: str
    handwritten: bool
    slides: tuple[Slide, ...]

    @property
    def entries(self) -> tuple[str, ...]:
        """Every line of the deck once, where it is first printed."""
        return tuple(dict.fromkeys(entry for slide in self.slides for entry in slide.entries))
