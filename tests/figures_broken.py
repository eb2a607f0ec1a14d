"""What `data()` could get wrong, on purpose: a wrong factor, a shifted curve, a reversed order, a changed count.

For every figure and every entry of its data each of these breaks is made, and the figure's own check must notice it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np

from figures.listed import modules
from figures.stage.diagram import Diagram
from figures.stage.feature import failed
from figures.stage.page import Data, Figure

#: The factor by which an entry is wrong, unless its page says in BREAKS what can be noticed at its stated risk.
FACTOR = 1.03


def breaks(figure: Figure, data: Data) -> Iterator[tuple[str, Data]]:
    """(what is wrong, the data with that wrong in it) for every entry."""
    factors = getattr(import_module(modules()[figure.name]), "BREAKS", {})
    for key, value in data.items():
        for what, wrong in _wrongs(value, factors.get(key, FACTOR)):
            yield f"{key} {what}", {**data, key: wrong}


def _wrongs(value: Any, factor: float) -> Iterator[tuple[str, Any]]:
    if isinstance(value, str):
        yield "is another word", value + "?"
        return
    if isinstance(value, Diagram):
        yield from _other_graphs(value)
        return
    array = np.asarray(value)
    if array.dtype.kind in "US":
        yield "has another first word", np.where(np.arange(array.size).reshape(array.shape) == 0, "?", array)
        return
    if array.dtype.kind == "b":
        yield "is the contrary", ~array
        return
    if array.dtype.kind not in "iuf":
        return
    if array.dtype.kind in "iu":
        changed = array.copy()
        changed.flat[0] += 1
        yield "has another first entry", changed
    number = array.astype(np.float64)
    finite = number[np.isfinite(number)]
    reach = float(np.ptp(finite)) if finite.size and np.ptp(finite) > 0 else 1.0
    if np.any(finite != 0):
        yield f"times {factor}", number * factor
    if finite.size:
        yield f"plus {(factor - 1) * reach:.3g}", number + (factor - 1) * reach
    if array.ndim and not np.array_equal(array, array[::-1], equal_nan=True):
        yield "in reverse", array[::-1]
    if array.ndim and np.ndim(array) == 1 and array.size > 2 and not np.all(np.isnan(number)):
        shifted = np.roll(number, 1)
        if not np.array_equal(shifted, number, equal_nan=True):
            yield "moved on by one place", shifted


def _other_graphs(diagram: Diagram) -> Iterator[tuple[str, Diagram]]:
    """Each arrow taken away, turned round, and dashed where it was not."""
    for i, arrow in enumerate(diagram.arrows):
        rest = [*diagram.arrows[:i], *diagram.arrows[i + 1 :]]
        what = f"{arrow.start} -> {arrow.end}"
        yield f"without {what}", replace(diagram, arrows=tuple(rest))
        turned = replace(arrow, start=arrow.end, end=arrow.start)
        yield f"with {what} turned round", replace(diagram, arrows=(*rest, turned))
        yield (
            f"with {what} in the other style",
            replace(diagram, arrows=(*rest, replace(arrow, dashed=not arrow.dashed))),
        )


def unnoticed(figure: Figure) -> list[str]:
    """The breaks that the check lets pass; empty for a figure that asserts what it shows."""
    data = figure.data()
    found = []
    for what, broken in breaks(figure, data):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # logarithms of what is not positive any more
            if not failed(list(figure.check(broken))):
                found.append(what)
    return found
