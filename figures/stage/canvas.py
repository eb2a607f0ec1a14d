"""A figure drawn: one style around it, checked before and looked over after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.transforms import Bbox

from figures.stage.feature import CheckFailed, Feature, failed
from figures.stage.page import Data, Figure
from figures.stage.style import SIZES, style


def checked(figure: Figure, data: Data) -> list[Feature]:
    """The features of the data, all of which hold.

    Raises
    ------
    CheckFailed
        If one does not, or if the check looks at nothing: a picture that claims nothing needs no check, and has none.
    """
    features = list(figure.check(data))
    wrong = failed(features)
    if wrong or not features:
        nothing = Feature("its check", "looks at nothing", "about at least one feature", holds=False)
        raise CheckFailed(figure.name, wrong or [nothing])
    return features


@contextmanager
def on_stage(*, size: str, theme: str) -> Iterator[None]:
    """Everything that is drawn, and written, in this block has that size and theme."""
    with mpl.rc_context():
        mpl.rcdefaults()  # a reader's own matplotlibrc has no say
        mpl.rcParams.update(style(size=size, theme=theme))
        yield


def drawn(figure: Figure, data: Data, *, size: str, t: float | None = None) -> Canvas:
    """The canvas with the picture, at time t of its animation if that is given; to be called on stage."""
    canvas = empty(figure, size=size)
    axes = canvas.subplots(*figure.panels, width_ratios=figure.widths)
    if t is None:
        figure.draw(axes, data)
    elif figure.animate:
        figure.animate(axes, data, t)
    _settle(canvas)
    return canvas


def _settle(canvas: Canvas) -> None:
    """Put the axes where the layout wants them, to a millionth of the canvas, and leave them there.

    The solver behind the layout orders its variables by where they lie in memory, so that its last digits differ from
    run to run; the ids of an SVG are made of all digits.
    """
    canvas.draw_without_rendering()
    canvas.set_layout_engine("none")
    for axes in canvas.axes:
        axes.set_position(Bbox(np.round(axes.get_position(original=True).get_points(), 6)))


def empty(figure: Figure, *, size: str) -> Canvas:
    """A canvas of that size without axes."""
    of = SIZES[size]
    canvas = Canvas(figsize=(of.width, of.height), layout="constrained")
    FigureCanvasAgg(canvas)
    canvas.set_gid(figure.name)
    return canvas
