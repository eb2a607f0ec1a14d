"""One style for a lecture room: two sizes, fonts that travel with matplotlib, and nothing that differs between runs.

A slide is 16:9 and 6.4 inches wide with text of 10 points: thrown on a wall, letters are 1/26 of the picture's
height, which is read from the last row.  A handout is 3:2, for two a page, with the same proportions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cycler import cycler

from figures.stage.colours import THEMES


@dataclass(frozen=True)
class Size:
    """Width and height in inches, the text in points."""

    width: float
    height: float
    text: float


SIZES = {"slide": Size(6.4, 3.6, 10.0), "handout": Size(4.8, 3.2, 7.5)}
#: Dots per inch of a PNG: a slide is 1920 x 1080.
DPI = 300
#: No text may be smaller than this share of the style's.
SMALLEST = 0.8


def style(*, size: str, theme: str) -> dict[Any, Any]:
    """matplotlib's settings for a size and a theme."""
    paint, text = THEMES[theme], SIZES[size].text
    line = text / 10
    labels = ("axes.labelcolor", "axes.edgecolor", "axes.titlecolor", "xtick.color", "ytick.color")
    ink = dict.fromkeys(("text.color", *labels), paint.ink)
    paper = dict.fromkeys(("figure.facecolor", "axes.facecolor", "savefig.facecolor"), paint.paper)
    return {
        **ink, **paper,
        "axes.prop_cycle": cycler(color=paint.cycle),
        "font.family": "DejaVu Sans", "mathtext.fontset": "dejavusans",
        "font.size": text, "axes.labelsize": text, "axes.titlesize": text,
        "xtick.labelsize": 0.85 * text, "ytick.labelsize": 0.85 * text, "legend.fontsize": 0.85 * text,
        "lines.linewidth": 2.0 * line, "lines.markersize": 5.0 * line, "patch.linewidth": 1.0 * line,
        "axes.linewidth": 0.8 * line, "hatch.linewidth": 0.8 * line, "hatch.color": paint.muted,
        "xtick.major.width": 0.8 * line, "ytick.major.width": 0.8 * line,
        "axes.spines.top": False, "axes.spines.right": False, "axes.titlelocation": "left",
        "axes.unicode_minus": True, "legend.frameon": False, "legend.handlelength": 1.8,
        "image.cmap": "cividis",
        "figure.dpi": DPI, "savefig.dpi": DPI, "path.simplify": True,
        # The bytes: ids in an SVG come from this salt and not from a clock; letters are outlines in an SVG and
        # embedded TrueType in a PDF, so that a picture needs no font of its reader's.
        "svg.hashsalt": "gan-theory", "svg.fonttype": "path", "pdf.fonttype": 42, "pdf.compression": 9,
    }  # fmt: skip
