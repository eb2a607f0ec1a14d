"""A figure made: computed, checked, drawn at every size, looked over, and only then written."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from figures.stage.animation import animated
from figures.stage.canvas import checked, drawn, on_stage
from figures.stage.feature import in_order
from figures.stage.layout import faults
from figures.stage.manifest import made_with
from figures.stage.page import Data, Figure
from figures.stage.remembered import noting_runs
from figures.stage.write import put, rendered

_STAGE = Path(__file__).parent
#: Times of an animation at which its labels are looked over.
LOOKED_AT = (0.0, 0.5, 1.0)


class NotReadable(Exception):
    """A picture whose labels lie on each other, or off the page."""


@dataclass(frozen=True)
class Order:
    """What to make of each figure: where, in which formats, sizes and themes, and whether in motion too."""

    out: Path
    formats: Sequence[str] = ("pdf", "svg", "png")
    sizes: Sequence[str] = ("slide",)
    themes: Sequence[str] = ("light",)
    animate: bool = False


def make(figure: Figure, order: Order) -> dict[str, Any]:
    """Write the figure's files below order.out, and return its entry for the manifest.

    Nothing is written unless everything could be: all bytes are there before the first file is.

    Raises
    ------
    CheckFailed
        If the data does not have a feature that the picture would show.
    NotReadable
        If, at one of the sizes, a label is cut off or lies on something.
    OSError
        If a file cannot be written.
    """
    with noting_runs() as runs:
        data = figure.data()
        features = checked(figure, data)
    pictures: dict[tuple[str, str, str], bytes] = {}
    for size in order.sizes:
        for theme in order.themes:
            pictures |= {(size, theme, kind): of for kind, of in _pictures(figure, data, order, size, theme).items()}
    source = source_of(figure)
    files = []
    for (size, theme, kind), content in pictures.items():
        name = f"{variant(size, theme)}/{figure.name}.{kind}"
        put(order.out / name, content)
        files.append({
            "file": name, "format": kind, "size": size, "theme": theme,
            "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest(),
        })  # fmt: skip
    return {
        "question": figure.header.question, "answer": figure.header.answer, "claims": list(figure.header.claims),
        "slides": [list(slide) for slide in figure.header.slides], "listed": list(figure.header.listed),
        "kind": figure.header.kind, "chapter": figure.data.__module__.split(".")[1], "make": figure.header.make,
        "features": [each.as_json() for each in features], "runs": runs,
        "data": data_digest(data), "source": source, "made_with": made_with(), "files": files,
    }  # fmt: skip


def _pictures(figure: Figure, data: Data, order: Order, size: str, theme: str) -> dict[str, bytes]:
    moves = order.animate and figure.animate is not None
    with on_stage(size=size, theme=theme), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", UserWarning)  # what matplotlib could not lay out, or found no letter for
        canvas = drawn(figure, data, size=size)
        wrong = faults(canvas, size=size)
        for t in LOOKED_AT if moves else ():
            wrong += [f"at time {t}, {each}" for each in faults(drawn(figure, data, size=size, t=t), size=size)]
        found = {kind: rendered(canvas, kind, title=figure.header.question) for kind in order.formats}
        if moves:
            found["gif"] = animated(figure, data, size=size)
    wrong += [str(each.message) for each in warned]
    if wrong:
        raise NotReadable(f"{figure.name} is not written: at size {size}, {'; '.join(dict.fromkeys(wrong))}")
    return found


def variant(size: str, theme: str) -> str:
    """The folder of a size and a theme: slide, slide-dark, handout, handout-dark."""
    return size if theme == "light" else f"{size}-{theme}"


def data_digest(data: Data) -> str:
    """The SHA-256 of the numbers that are drawn."""
    digest = hashlib.sha256()
    for name in sorted(data):
        value = data[name]
        array = np.ascontiguousarray(value) if isinstance(value, np.ndarray) else None
        told = in_order(value) if array is None else f"{array.dtype.str}{array.shape}"
        digest.update(f"{name}\0{told}\0".encode() + (b"" if array is None else array.tobytes()) + b"\0")
    return digest.hexdigest()


def source_of(figure: Figure) -> str:
    """The SHA-256 of the figure's page, of the stage and of the runs: what else decides how it looks."""
    page = _STAGE.parent.joinpath(*figure.data.__module__.split(".")[1:]).with_suffix(".py")
    digest = hashlib.sha256()
    for path in [page, *sorted(_STAGE.glob("*.py")), *sorted((_STAGE.parent / "runs").glob("*.py"))]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
