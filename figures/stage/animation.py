"""A GIF where motion is the point: frames drawn like the figure, one palette for all, the same bytes each time."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from figures.stage.canvas import drawn
from figures.stage.page import Data, Figure

FRAMES = 36
MILLISECONDS = 120  # a frame; the last one stands
REST = 2400
DPI = 120  # a slide is 768 x 432


def animated(figure: Figure, data: Data, *, size: str) -> bytes:
    """The animation of a figure that has one, as a GIF; to be called on stage."""
    frames = [_frame(figure, data, size=size, t=float(t)) for t in np.linspace(0, 1, FRAMES)]
    # A palette taken from first, middle and last: colours are few, and one palette keeps them from flickering.
    some = np.concatenate([np.asarray(frames[i]) for i in (0, FRAMES // 2, FRAMES - 1)])
    palette = Image.fromarray(some).quantize(colors=64, method=Image.Quantize.MEDIANCUT)
    reduced = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    stream = BytesIO()
    times = [MILLISECONDS] * (FRAMES - 1) + [REST]
    reduced[0].save(stream, format="GIF", save_all=True, append_images=reduced[1:], duration=times, loop=0)
    return stream.getvalue()


def _frame(figure: Figure, data: Data, *, size: str, t: float) -> Image.Image:
    canvas = drawn(figure, data, size=size, t=t)
    stream = BytesIO()
    canvas.savefig(stream, format="png", dpi=DPI)
    return Image.open(stream).convert("RGB")
