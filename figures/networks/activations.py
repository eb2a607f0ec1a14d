r"""Question  What does a leak do for a unit that is switched off?
Claim     leaky-relu-prelu, dcgan-recipe
Answer    Below 0 a ReLU has slope 0 and learns nothing; LeakyReLU keeps a slope of 0.2, and PReLU learns the slope, by
          the derivative min(u, 0).
Slide     002 Leaky ReLU and parametric ReLU
Listed    fig-lrelu-prelu, numeric
Make      python -m figures activations
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.runs.layers import activations
from figures.stage.colours import MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered

PANELS = (1, 2)
#: ReLU, a PReLU, LeakyReLU as DCGAN has it, two more PReLUs.
SLOPES = [0.0, 0.1, 0.2, 0.35, 0.5]
LEAKY = 0.2
FEW = [-3.0, -2.0, -1.0, 1.0, 2.0]


def data() -> Data:
    u, a = np.linspace(-4, 2.5, 66), np.array(SLOPES)
    lines = np.maximum(u, 0) + a[:, None] * np.minimum(u, 0)
    found = remembered(activations, at=FEW, slopes=SLOPES)
    return {
        "u": u, "slopes": a, "lines": lines, "few": np.array(FEW), "relu": found["relu"], "prelu": found["prelu"],
        "by input": found["by_input"], "by slope": found["by_slope"], "towards slope": np.minimum(u, 0),
    }  # fmt: skip


def check(data: Data) -> Iterator[Feature]:
    u, a, lines, few = (np.asarray(data[name]) for name in ("u", "slopes", "lines", "few"))
    yield same("the slopes, LeakyReLU's among them", [a.tolist(), LEAKY in a.tolist()], [SLOPES, True])
    yield above("steps along the input", np.diff(u), 0.0, because="they are in order")
    yield same("the input passes 0 between its ends, at -4 and 2.5", [float(u[0]), float(u[-1])], [-4.0, 2.5])
    inner = np.diff(lines) / np.diff(u)
    middle = (u[1:] + u[:-1]) / 2
    for side, wanted in ((middle < 0, a[:, None]), (middle > 0, np.ones((len(a), 1)))):
        yield close("slopes of the lines, left of 0 as their name says, right of it 1", inner[:, side],
                    np.broadcast_to(wanted, inner[:, side].shape), within=1e-13,
                    because="differences of two numbers up to 4 over 0.1: 4 roundings of 4 eps")  # fmt: skip
    at_zero = np.array([np.interp(0.0, u, line) for line in lines])
    yield close("all of them pass through 0", at_zero, np.zeros(len(a)), within=1e-15,
                because="0 is on the grid, up to a rounding")  # fmt: skip
    yield close("for slopes up to 1 each is max(u, a u)", lines, np.maximum(u, a[:, None] * u), within=1e-15,
                because="the same product of two numbers")  # fmt: skip
    yield same("torch's ReLU at the dots", data["relu"], np.maximum(few, 0))
    yield same("the dots' places", few, np.array(FEW))
    on_lines = np.array([np.interp(few, u, each) for each in lines])
    yield close("torch's PReLU at the dots, on the lines", data["prelu"], on_lines,
                within=1e-14, because="an interpolation between neighbours on a straight line")  # fmt: skip
    steps = np.where(few > 0, 1.0, np.broadcast_to(a[:, None], (len(a), len(few))))
    yield same("autograd's slope in the input: a below 0, 1 above", data["by input"], steps)
    yield same("autograd's slope in a, whatever a is: min(u, 0)", data["by slope"],
               np.tile(np.minimum(few, 0), (len(a), 1)))  # fmt: skip
    yield same("the line of that slope", data["towards slope"], np.where(u < 0, u, 0.0))


def draw(axes: Any, data: Data) -> None:
    left, right = axes
    u, a, few = data["u"], data["slopes"], data["few"]
    leaky = int(np.argmin(np.abs(a - LEAKY)))
    left.fill_between(u, data["lines"][0], data["lines"][-1], color=THEORY, alpha=0.13, linewidth=0)
    for k, line in enumerate(data["lines"]):
        if k not in (0, leaky):
            left.plot(u, line, color=MUTED, linewidth=1)
    left.plot(u, data["lines"][0], color=THEORY, linestyle="--")
    left.plot(u, data["lines"][leaky], color=THEORY)
    left.plot(few, data["relu"], "s", color=NUMERICS, fillstyle="none")
    left.plot(few, data["prelu"][leaky], "o", color=NUMERICS)
    left.text(-4, 0.12, "ReLU: $a = 0$", va="bottom")
    left.annotate("", (-0.95, -0.2), (0.15, -0.85), arrowprops={"arrowstyle": "->", "color": MUTED})
    left.text(0.2, -0.65, "LeakyReLU:\n$a = 0.2$", va="top")
    left.text(-2.6, -1.75, "PReLU: $a$ is learnt", ha="left", va="top", color=MUTED)
    left.set(xlabel="input $u$", ylabel="output", xlim=(-4.1, 2.6), ylim=(-2.3, 2.7))
    right.axhline(0, color=MUTED, linewidth=1)
    below, over = u <= 0, u >= 0
    for k, style in ((0, "--"), (leaky, "-")):
        right.plot(u[below], np.full(below.sum(), a[k]), color=THEORY, linestyle=style)
    right.plot(u[over], np.ones(over.sum()), color=THEORY)
    right.plot(u, data["towards slope"], color=THEORY, linestyle=":")
    right.plot(few, data["by input"][leaky], "o", color=NUMERICS)
    right.plot(few, data["by slope"][leaky], "D", color=NUMERICS)
    right.text(-4, 0.28, "in $u$, LeakyReLU", va="bottom")
    right.text(-4, -0.08, "in $u$, ReLU", va="top")
    right.text(-0.75, -1.2, "in $a$: $\\min(u, 0)$", va="top")
    right.set(xlabel="input $u$", ylabel="slope", xlim=(-4.1, 2.6), ylim=(-2.3, 1.5), yticks=[-2, -1, 0, 1])
