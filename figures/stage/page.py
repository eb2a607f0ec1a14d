"""A figure is a page: a header of a few lines, and three functions.

    Question  How do JSD and W see two parallel lines drift apart?
    Claim     parallel-lines-w, parallel-lines-js
    Answer    JSD jumps to log 2 and stays there; W grows with the offset.
    Slide     003 Wasserstein vs KL vs JSD
    Listed    fig-theta-lines, numeric
    Make      python -m figures parallel-lines

    data()          the numbers, by name: computed, and never written by hand
    check(data)     the features that a viewer would read off, each a Feature
    draw(ax, data)  the picture; with PANELS = (rows, columns), `ax` is an array of axes
    animate(ax, data, t)  optional, for t from 0 to 1: the picture in motion, where motion is the point

The header is the module's docstring; a line that starts with a blank goes on with the one above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from figures.stage.feature import Feature

FIELDS = ("Question", "Claim", "Answer", "Slide", "Listed", "Make")
KINDS = ("numeric", "schematic")
Data = dict[str, Any]


class NotAPage(ValueError):
    """A module of figures/ whose header or functions are not what a figure needs."""


@dataclass(frozen=True)
class Header:
    """What the docstring says; `slides` and `listed` are empty where no deck has the picture."""

    question: str
    claims: tuple[str, ...]
    answer: str
    slides: tuple[tuple[str, str], ...]
    listed: tuple[str, ...]
    kind: str
    make: str


@dataclass(frozen=True)
class Figure:
    """A page, ready to be made: `name` is its file's stem with hyphens."""

    name: str
    header: Header
    data: Callable[[], Data]
    check: Callable[[Data], Iterable[Feature]]
    draw: Callable[[Any, Data], None]
    animate: Callable[[Any, Data, float], None] | None
    panels: tuple[int, int]
    widths: tuple[float, ...]


def load(module: str) -> Figure:
    """The figure of a module, by dotted name.  Raises NotAPage where header or functions are missing."""
    return figure_of(import_module(module))


def figure_of(page: ModuleType) -> Figure:
    """The figure that a module holds."""
    name = page.__name__.rpartition(".")[2].replace("_", "-")
    missing = [each for each in ("data", "check", "draw") if not callable(getattr(page, each, None))]
    if missing:
        raise NotAPage(
            f"{page.__name__} has no {', '.join(missing)}: a figure needs data(), check(data) and draw(ax, data)"
        )
    header = header_of(page.__name__, page.__doc__ or "")
    if header.make != f"python -m figures {name}":
        raise NotAPage(f"{page.__name__}: Make says {header.make!r}; it must be 'python -m figures {name}'")
    panels = getattr(page, "PANELS", (1, 1))
    widths = getattr(page, "WIDTHS", (1.0,) * panels[1])
    return Figure(name, header, page.data, page.check, page.draw, getattr(page, "animate", None), panels, widths)


def header_of(where: str, text: str) -> Header:
    """Read a docstring.  Raises NotAPage that names the field."""
    found: dict[str, str] = {}
    last = ""
    for line in text.strip().splitlines():
        word, _, rest = line.partition(" ")
        if word in FIELDS:
            if word in found:
                raise NotAPage(f"{where}: {word} stands twice in the header")
            found[word], last = rest.strip(), word
        elif not line.strip():
            break  # what follows a blank line is for the reader
        elif line.startswith(" ") and last:
            found[last] += " " + line.strip()
        else:
            raise NotAPage(f"{where}: {line!r} is no line of a header; those are {', '.join(FIELDS)}")
    missing = [field for field in FIELDS if not found.get(field)]
    if missing:
        raise NotAPage(f"{where}: the header has no {', '.join(missing)} (write 'ours' where no deck has the picture)")
    *listed, kind = (each.strip() for each in found["Listed"].split(","))
    if kind not in KINDS:
        raise NotAPage(f"{where}: Listed ends with {kind!r}; it must end with one of {', '.join(KINDS)}")
    return Header(
        question=found["Question"],
        claims=tuple(each.strip() for each in found["Claim"].split(",")),
        answer=found["Answer"],
        # headings may hold semicolons: a slide begins with the number of its deck
        slides=tuple(_slide(where, each) for each in re.split(r";\s*(?=\d{3} )", found["Slide"]) if each != "ours"),
        listed=tuple(each for each in listed if each != "ours"),
        kind=kind,
        make=found["Make"],
    )


def _slide(where: str, text: str) -> tuple[str, str]:
    match = re.fullmatch(r"(\d{3}) (.+)", text)
    if not match:
        raise NotAPage(
            f"{where}: Slide says {text!r}; write the deck's number and the heading, as in '003 Two sample test'"
        )
    return match[1], match[2]
