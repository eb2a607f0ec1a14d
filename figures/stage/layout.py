"""What is wrong with how a picture looks, as far as a program can tell: every label in sight, none on another.

Looked for: text outside the canvas, below the smallest size, on other text, crossed by a curve, on dots, or wider than
the box it names; a legend over curves or dots; axes without a label.  A text with a background of its own (`bbox=`)
may lie on a curve.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cbook import STEP_LOOKUP_MAP
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure as Canvas
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from figures.stage.style import SIZES, SMALLEST

#: The id prefixes by which a diagram says which text belongs into which box.
BOX, INSIDE = "box:", "in:"
#: Pixels by which the outlines of letters may touch: the boxes of a font are a little larger than its ink.
TOUCH = 2.0


def faults(canvas: Canvas, *, size: str) -> list[str]:
    """All of them in words; empty for a picture that is in order."""
    canvas.draw_without_rendering()
    texts = [(each, Text.get_window_extent(each)) for each in _texts(canvas)]  # of an annotation without its arrow
    return [
        *_outside(canvas, texts), *_small(texts, size), *_on_each_other(texts), *_crossed(canvas, texts),
        *_too_wide(canvas, texts), *_under_legends(canvas), *_unlabelled(canvas),
    ]  # fmt: skip


def _texts(canvas: Canvas) -> list[Text]:
    """The texts that can be seen; matplotlib keeps labels of ticks beyond the axes, which it does not draw."""
    hidden = {id(label) for axes in canvas.axes for label in _undrawn(axes)}
    return [
        each for each in canvas.findobj(Text)
        if isinstance(each, Text) and each.get_visible() and each.get_text().strip() and id(each) not in hidden
    ]  # fmt: skip


def _undrawn(axes: Axes) -> Iterator[Text]:
    for axis in (axes.xaxis, axes.yaxis):
        everything = {label for tick in (*axis.majorTicks, *axis.minorTicks) for label in (tick.label1, tick.label2)}
        shown = set()
        if axes.axison and axis.get_visible():
            for tick in axis._update_ticks():  # pyright: ignore[reportAttributeAccessIssue]
                shown |= {tick.label1, tick.label2}
        yield from everything - shown
        if not axes.axison or not axis.get_visible():
            yield axis.label


def _outside(canvas: Canvas, texts: list[tuple[Text, Bbox]]) -> Iterator[str]:
    edge = canvas.bbox
    for text, box in texts:
        if box.x0 < edge.x0 - 1 or box.y0 < edge.y0 - 1 or box.x1 > edge.x1 + 1 or box.y1 > edge.y1 + 1:
            yield f"{text.get_text()!r} is cut off by the edge"


def _small(texts: list[tuple[Text, Bbox]], size: str) -> Iterator[str]:
    least = SMALLEST * SIZES[size].text
    for text, _ in texts:
        if float(text.get_fontsize()) < least - 1e-9:
            yield f"{text.get_text()!r} has {text.get_fontsize():.3g} points, the least is {least:.3g}"


def _on_each_other(texts: list[tuple[Text, Bbox]]) -> Iterator[str]:
    for (one, a), (other, b) in combinations(texts, 2):
        if _overlap(a, b):
            yield f"{one.get_text()!r} lies on {other.get_text()!r}"


def _overlap(a: Bbox, b: Bbox) -> bool:
    return (
        min(a.x1, b.x1) - max(a.x0, b.x0) > TOUCH and min(a.y1, b.y1) - max(a.y0, b.y0) > TOUCH
    )  # fmt: skip


def _crossed(canvas: Canvas, texts: list[tuple[Text, Bbox]]) -> Iterator[str]:
    for axes in canvas.axes:
        own = [(text, box) for text, box in texts if text in axes.texts and text.get_bbox_patch() is None]
        for text, box in own:
            if any(_passes(line, box) for line in _curves(axes)):
                yield f"{text.get_text()!r} is crossed by a curve"
            if any(_holds(dots, box) for dots in _dots(axes)):
                yield f"{text.get_text()!r} lies on dots"


def _under_legends(canvas: Canvas) -> Iterator[str]:
    for axes in canvas.axes:
        legend = axes.get_legend()
        if legend is None:
            continue
        box = legend.get_window_extent()
        if any(_passes(curve, box) for curve in _curves(axes)) or any(_holds(dots, box) for dots in _dots(axes)):
            yield f"the legend {[text.get_text() for text in legend.get_texts()]} covers data"


def _curves(axes: Axes) -> Iterator[np.ndarray]:
    """Lines as points on the canvas; dots without a line between them are not joined."""
    for line in axes.lines:
        if line.get_visible() and line.get_linestyle() not in ("None", "", " "):
            steps = STEP_LOOKUP_MAP[line.get_drawstyle()]  # the points of a line that is drawn in steps
            yield np.asarray(
                line.get_transform().transform(
                    np.column_stack(steps(*np.asarray(line.get_xydata(), dtype=np.float64).T))
                )
            )
    for group in axes.collections:
        if isinstance(group, LineCollection) and group.get_visible():
            yield from (np.asarray(group.get_transform().transform(each)) for each in group.get_segments() if len(each))


def _dots(axes: Axes) -> Iterator[np.ndarray]:
    for line in axes.lines:
        if line.get_visible() and line.get_marker() not in ("None", "", " ", None):
            yield np.asarray(line.get_transform().transform(line.get_xydata()))
    for cloud in axes.collections:
        if isinstance(cloud, PathCollection):
            yield np.asarray(cloud.get_offset_transform().transform(cloud.get_offsets()))
    for patch in axes.patches:
        if patch.get_visible() and (patch.get_gid() or "") == "" and _is_bar(patch):
            box = patch.get_window_extent()
            yield np.array([[box.x0, box.y0], [box.x1, box.y1], [box.x0, box.y1], [box.x1, box.y0]])


def _is_bar(patch: Any) -> bool:
    return hasattr(patch, "get_width") and patch.get_width() != 0 and patch.get_height() != 0


def _holds(points: np.ndarray, box: Bbox) -> bool:
    x, y = points[:, 0], points[:, 1]
    return bool(np.any((x > box.x0) & (x < box.x1) & (y > box.y0) & (y < box.y1)))


def _passes(points: np.ndarray, box: Bbox) -> bool:
    """Whether a segment of the curve meets the box, shrunk by TOUCH: clipped against its four sides (Liang-Barsky)."""
    start, step = points[:-1], np.diff(points, axis=0)
    enter, leave = np.zeros(len(start)), np.ones(len(start))
    with np.errstate(invalid="ignore", divide="ignore"):
        for i, (low, high) in enumerate([(box.x0 + TOUCH, box.x1 - TOUCH), (box.y0 + TOUCH, box.y1 - TOUCH)]):
            along = step[:, i] != 0
            a, b = (low - start[:, i]) / step[:, i], (high - start[:, i]) / step[:, i]
            within = (start[:, i] > low) & (start[:, i] < high)
            enter = np.maximum(enter, np.where(along, np.minimum(a, b), np.where(within, 0.0, np.inf)))
            leave = np.minimum(leave, np.where(along, np.maximum(a, b), np.where(within, 1.0, -np.inf)))
        return bool(np.any(enter < leave))


def _too_wide(canvas: Canvas, texts: list[tuple[Text, Bbox]]) -> Iterator[str]:
    patches = [(patch.get_gid() or "", patch) for axes in canvas.axes for patch in axes.patches]
    boxes = {gid[len(BOX) :]: patch.get_window_extent() for gid, patch in patches if gid.startswith(BOX)}
    for text, box in texts:
        gid = text.get_gid() or ""
        if gid.startswith(INSIDE):
            around = boxes[gid[len(INSIDE) :]]
            if box.x0 < around.x0 or box.x1 > around.x1 or box.y0 < around.y0 or box.y1 > around.y1:
                yield f"{text.get_text()!r} sticks out of its box"


def _unlabelled(canvas: Canvas) -> Iterator[str]:
    """Axes that are drawn say what they measure, unless a neighbour in the same row or column says it for them."""
    for axes in canvas.axes:
        if not axes.axison or axes.get_label() == "<colorbar>":
            continue
        for axis, shared in ((axes.xaxis, axes.get_shared_x_axes()), (axes.yaxis, axes.get_shared_y_axes())):
            names = [getattr(each, f"{axis.axis_name}axis").label.get_text() for each in shared.get_siblings(axes)]
            ticks = axis.get_visible() and len(axis.get_ticklocs()) > 0
            if ticks and not any(names):
                yield f"an axis {axis.axis_name} has ticks and no label"
