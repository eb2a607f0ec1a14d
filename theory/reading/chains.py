"""Chains of equalities: `A = B = C`, over one line or several."""

from __future__ import annotations

from theory.reading.errors import ReadingError
from theory.reading.items import Item, spaceless


def links(text: str, items: list[Item]) -> list[tuple[list[Item], int, int]]:
    """The formulas between the equality signs, each with where it starts and ends."""
    found: list[tuple[list[Item], int, int]] = []
    current: list[Item] = []
    start = 0
    for item in items:
        if item.kind == "relation":
            raise ReadingError(text, item.pos, "a chain holds equalities only", "'='")
        if item.kind != "equals":
            current.append(item)
            continue
        found.append((current, start, item.pos))
        current, start = [], item.end
    found.append((current, start, len(text.rstrip())))
    # a chain may begin with `= B`: the line above it stands elsewhere
    if len(found) > 1 and not spaceless(found[0][0]):
        found = found[1:]
    for part, at, _ in found:
        # the comma or full stop at the end of a line belongs to the prose around it
        while part and part[-1].kind in ("comma", "dot", "semi", "space"):
            part.pop()
        if not spaceless(part):
            raise ReadingError(text, at, "nothing stands on one side of '='", "a formula")
    return found
