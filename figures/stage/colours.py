"""Colours by what they mean: the same three for theory, numerics and training in every figure, light and dark.

House picture: theory is a line, numerics are dots, training is a band or steps; the shape says it where colour
cannot.  The three also differ in lightness, so that they stay three in grayscale, and under each kind of colour
blindness; a test computes both, and the contrast with the paper.

    ax.plot(x, y, color=THEORY)

A meaning is a name that matplotlib looks up in the theme that is on stage, so figures know nothing of light and dark.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

THEORY = "C0"  # what is proved: lines
NUMERICS = "C1"  # what is computed: dots
TRAINING = "C2"  # what was trained: bands, steps, samples
DATA = "C3"  # p_data, solid
MODEL = "C4"  # p_g, dashed
INK = "C5"  # text and axes
MUTED = "C6"  # what is only there for orientation
PAPER = "C7"  # the background


@dataclass(frozen=True)
class Theme:
    """One colour a meaning, in the order of the names above."""

    theory: str
    numerics: str
    training: str
    data: str
    model: str
    ink: str
    muted: str
    paper: str

    @property
    def cycle(self) -> list[str]:
        return [getattr(self, field.name) for field in fields(self)]


THEMES = {
    "light": Theme(
        theory="#0b3c8c", numerics="#dd6f00", training="#00704f",
        data="#1b1f24", model="#a01f8b", ink="#1b1f24", muted="#6b7480", paper="#ffffff",
    ),
    "dark": Theme(
        theory="#7db4f5", numerics="#e0761d", training="#8df5cb",
        data="#e6edf3", model="#f09be0", ink="#e6edf3", muted="#97a1ad", paper="#0f1318",
    ),
}  # fmt: skip
