"""Block diagrams from a small description: boxes by name, arrows between them, checked as a graph and then drawn.

    Diagram(
        boxes=(Box("z", "$z$", (0, 0), shape="round"), Box("G", "generator $G$", (2, 0)), ...),
        arrows=(Arrow("z", "G"), Arrow("G", "x", "fake"), ...),
    )

Units are those of the grid the boxes lie on; the picture is scaled to what it holds.  A box knows its size, and the
layout check sees to it that the text fits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from figures.stage.colours import INK, MUTED, PAPER
from figures.stage.layout import BOX, INSIDE


@dataclass(frozen=True)
class Box:
    """`at` is its centre, `size` (width, height); `shape` is "square", "round" or "none" (the text alone)."""

    name: str
    text: str
    at: tuple[float, float]
    size: tuple[float, float] = (1.6, 0.8)
    shape: str = "square"
    colour: str = INK


@dataclass(frozen=True)
class Arrow:
    """From one box to another.  `bend` is the curvature, positive to the right; `text` stands at its middle, moved by
    `shift`; `dashed` is for what goes back (gradients)."""

    start: str
    end: str
    text: str = ""
    bend: float = 0.0
    shift: tuple[float, float] = (0.0, 0.22)
    dashed: bool = False
    colour: str = INK


@dataclass(frozen=True)
class Diagram:
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    def box(self, name: str) -> Box:
        """Raises KeyError, with the boxes that there are."""
        for each in self.boxes:
            if each.name == name:
                return each
        raise KeyError(f"no box is called {name!r}; there are {', '.join(each.name for each in self.boxes)}")

    def edges(self) -> set[tuple[str, str]]:
        """The arrows as pairs of names, for a check.  Raises KeyError where one points to no box."""
        return {(self.box(each.start).name, self.box(each.end).name) for each in self.arrows}

    def reachable(self, start: str) -> set[str]:
        """What can be reached from a box along solid arrows, itself among it: what it has an influence on."""
        return self._along(start, [(each.start, each.end) for each in self.arrows if not each.dashed])

    def before(self, end: str) -> set[str]:
        """The boxes from which solid arrows lead to a box, and itself: what it depends on."""
        return self._along(end, [(each.end, each.start) for each in self.arrows if not each.dashed])

    def gradient_reaches(self, start: str) -> set[str]:
        """What dashed arrows lead to from a box, and itself."""
        return self._along(start, [(each.start, each.end) for each in self.arrows if each.dashed])

    def _along(self, start: str, pairs: list[tuple[str, str]]) -> set[str]:
        found, todo = {start}, [start]
        while todo:
            here = todo.pop()
            ahead = {end for begin, end in pairs if begin == here} - found
            found |= ahead
            todo += ahead
        return found


def draw_diagram(axes: Any, diagram: Diagram, *, thick: Collection[str] = (), within: str = "") -> None:
    """The whole of it, with the same scale along both axes.

    `thick` boxes stand out.  `within` is put before the ids of boxes and arrows in an SVG: two diagrams in one picture
    need two of them, because an id stands for one thing.
    """
    xs, ys = zip(*_corners(diagram), strict=True)
    axes.set(xlim=(min(xs) - 0.1, max(xs) + 0.1), ylim=(min(ys) - 0.1, max(ys) + 0.1))
    axes.set_aspect("equal")
    axes.axis("off")
    patches = {each.name: _box(axes, each, thick=each.name in thick, within=within) for each in diagram.boxes}
    for arrow in diagram.arrows:
        _arrow(axes, diagram, arrow, patches, within=within)


def _corners(diagram: Diagram) -> Iterator[tuple[float, float]]:
    for each in diagram.boxes:
        for sign in (-1, 1):
            yield each.at[0] + sign * each.size[0] / 2, each.at[1] + sign * each.size[1] / 2


def _box(axes: Any, box: Box, *, thick: bool, within: str) -> FancyBboxPatch:
    (x, y), (width, height) = box.at, box.size
    rounding = {"round": f"round,pad=0,rounding_size={min(width, height) / 2.2}", "square": "square,pad=0"}
    patch = FancyBboxPatch(
        (x - width / 2, y - height / 2), width, height, boxstyle=rounding.get(box.shape, "square,pad=0"),
        facecolor=PAPER if box.shape != "none" else "none", edgecolor=box.colour if box.shape != "none" else "none",
        linewidth=2.6 if thick else 1.4, gid=f"{BOX}{within}{box.name}",
    )  # fmt: skip
    axes.add_patch(patch)
    axes.text(x, y, box.text, ha="center", va="center", color=box.colour, gid=f"{INSIDE}{within}{box.name}")
    return patch


def _arrow(axes: Any, diagram: Diagram, arrow: Arrow, patches: dict[str, FancyBboxPatch], *, within: str) -> None:
    start, end = diagram.box(arrow.start), diagram.box(arrow.end)
    axes.add_patch(
        FancyArrowPatch(
            start.at, end.at, patchA=patches[start.name], patchB=patches[end.name], shrinkA=1, shrinkB=1,
            arrowstyle="-|>", mutation_scale=10, connectionstyle=f"arc3,rad={arrow.bend}", linewidth=1.2,
            linestyle="--" if arrow.dashed else "-", color=arrow.colour, gid=f"arrow:{within}{start.name}-{end.name}",
        )
    )  # fmt: skip
    if arrow.text:
        x, y = ((a + b) / 2 + by for a, b, by in zip(start.at, end.at, arrow.shift, strict=True))
        colour = MUTED if arrow.dashed else arrow.colour
        axes.text(x, y, arrow.text, ha="center", va="center", color=colour)
