"""The figures by name: every page of the chapters' folders, and what else a user may call one."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from figures.stage.page import Figure, load

_HERE = Path(__file__).parent
#: What stands beside the chapters and holds no figures.
BESIDE = {"stage", "command_line", "runs"}


class NotAFigure(ValueError):
    """A name that no figure has; the message says which come near."""


@cache
def modules() -> dict[str, str]:
    """Name -> dotted module: a figure is called as its file is, with hyphens."""
    pages = sorted(path for path in _HERE.glob("*/*.py") if path.parent.name not in BESIDE and path.stem != "__init__")
    return {page.stem.replace("_", "-"): f"figures.{page.parent.name}.{page.stem}" for page in pages}


@cache
def every_figure() -> dict[str, Figure]:
    """All of them, loaded, by name."""
    return {name: load(module) for name, module in modules().items()}


def figure(name: str) -> Figure:
    """The figure of that name; no other is loaded.  Raises NotAFigure."""
    if name not in modules():
        raise NotAFigure(_unknown(name))
    return load(modules()[name])


def chosen(names: Sequence[str]) -> list[Figure]:
    """The figures that the names mean, each once: 'all', a figure's name, its id in the list of the decks' figures
    (fig-theta-lines), or the id of a claim, which means every figure that shows it.

    Raises
    ------
    NotAFigure
        With the nearest name that exists.
    """
    found: dict[str, Figure] = {}
    for name in names:
        meant = (
            [figure(name)] if name in modules() else [each for each in every_figure().values() if _means(name, each)]
        )
        if not meant:
            raise NotAFigure(_unknown(name))
        found |= {each.name: each for each in meant}
    return list(found.values())


def of_deck(number: str) -> list[Figure]:
    """The figures of a deck, in the order of its slides.  Raises NotAFigure for a deck that there is not."""
    from theory.decks import DECKS

    if number not in DECKS:
        raise NotAFigure(f"no deck has the number {number!r}; there are {', '.join(DECKS)}")
    order = [slide.heading for slide in DECKS[number].slides]

    def first(each: Figure) -> int:
        return min(
            order.index(heading) if heading in order else len(order)
            for deck, heading in each.header.slides
            if deck == number
        )

    own = [each for each in every_figure().values() if any(deck == number for deck, _ in each.header.slides)]
    return sorted(own, key=first)


def _means(name: str, each: Figure) -> bool:
    return name == "all" or name in each.header.listed or name in each.header.claims


def _unknown(name: str) -> str:
    known = [*every_figure(), *(listed for each in every_figure().values() for listed in each.header.listed)]
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "python -m figures lists them"
    return f"no figure is called {name!r}, and no figure shows a claim of that id: {hint}"
