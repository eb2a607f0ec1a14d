"""Which items a copy shows, and whether with their outcome.

A student sees the outcome of what is visible, of the rest only that it is marked later, and nothing of what is hidden:
not even that it is there.  The lecturer's copy is the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from grading.assignment.items import Item
from grading.report import Report
from grading.results import Answer, verdict

LATER = "marked later"


@dataclass(frozen=True)
class Shown:
    """An item as a copy shows it; without an answer it is marked later.  `number` counts all items of the sheet."""

    number: int
    item: Item
    answer: Answer | None = None

    @property
    def word(self) -> str:
        return verdict(self.answer) if self.answer is not None else LATER

    @property
    def score(self) -> str:
        """`1.5 of 2 points`; of what is marked later, what it is worth."""
        if self.answer is None:
            return points(self.item.points)
        return f"{number(self.item.earned(self.answer))} of {points(self.item.points)}"


def shown(report: Report, *, whole: bool = False) -> list[Shown]:
    """The items of a copy, in the order of the sheet."""
    found = []
    for count, each in enumerate(report.marked, start=1):
        if whole or each.item.visibility == "visible":
            found.append(Shown(count, each.item, each.answer))
        elif each.item.visibility != "hidden":
            found.append(Shown(count, each.item))
    return found


def total(items: list[Shown]) -> str:
    """`7.5 of 12 points`, over what is shown; what is marked later is said, since the sum does not hold it."""
    now = [each for each in items if each.answer is not None]
    later = [each for each in items if each.answer is None]
    earned = sum(each.item.earned(each.answer) for each in now if each.answer is not None)
    said = f"{number(earned)} of {points(sum(each.item.points for each in now))}"
    if later:
        items_are = "1 item" if len(later) == 1 else f"{len(later)} items"
        more = points(sum(each.item.points for each in later))
        said += f"; {items_are} worth {more} marked later"
    return said


def counts(items: list[Shown]) -> str:
    """`8 correct, 3 incorrect, 1 not checked`, without what is marked later."""
    words = [each.word for each in items]
    return ", ".join(f"{words.count(word)} {word}" for word in ("correct", "incorrect", "not checked"))


def points(value: float) -> str:
    return f"{number(value)} point{'s' if value != 1 else ''}"


def number(value: float) -> str:
    """A number of points, to a millionth and without noise.

    >>> number(1 / 3), number(2.0), number(-0.0)
    ('0.333333', '2', '0')
    """
    return f"{round(value, 6) + 0.0:.6f}".rstrip("0").rstrip(".")
