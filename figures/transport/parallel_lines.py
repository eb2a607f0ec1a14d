"""Question  How do JSD and W see two parallel lines drift apart?
Claim     theta-lines-w, theta-lines-kl-jsd
Answer    JSD jumps to log 2 the moment they part and stays there: no slope to follow. W is the offset itself.
Slide     003 Wasserstein distance vs KL vs JSD
Listed    fig-theta-lines, numeric
Make      python -m figures parallel-lines
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from figures.stage.colours import DATA, MODEL, MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, close, same
from figures.stage.page import Data
from numerics.transport.parallel_lines import Segment, sampled_distance, segment_distance, segment_js
from theory.transport.parallel_lines import ladder_distance

PANELS = (1, 2)
WIDTHS = (2, 5)
OFFSETS = [Fraction(k, 20) for k in range(-20, 21)]
POINTS = 50  # drawn from each line, for the dots


def data() -> Data:
    still, rng, few = Segment(0), np.random.default_rng(0), [each for each in OFFSETS[::5] if each]
    return {
        "theta": np.array([float(each) for each in OFFSETS]),
        "w": np.array([float(segment_distance(still, Segment(each))) for each in OFFSETS]),
        "js": np.array([segment_js(still, Segment(each)) for each in OFFSETS]),
        "few": np.array([float(each) for each in few]),
        "ladder": np.array([float(ladder_distance(4, each)) for each in few]),
        "sampled": np.array([sampled_distance(still, Segment(each), size=POINTS, rng=rng) for each in few]),
    }


def check(data: Data) -> Iterator[Feature]:
    theta, few, apart = data["theta"], data["few"], data["theta"] != 0
    yield above("steps from offset to offset", np.diff(theta), 0.0, because="they are in order")
    yield same("the offsets of the dots are among those of the lines", np.isin(few, theta).all(), True)
    yield close("slope of W beyond 0", np.diff(data["w"]) / np.diff(theta), np.sign(theta[1:] + theta[:-1]),
                within=1e-14, because="two roundings of numbers up to 1")  # fmt: skip
    yield same("W at offset 0", data["w"][~apart], np.zeros(1))
    yield close("JSD of lines that are apart, in log 2", data["js"][apart] / np.log(2), np.ones(apart.sum()),
                within=3e-16, because="one rounding")  # fmt: skip
    yield same("JSD at offset 0", data["js"][~apart], np.zeros(1))
    yield above("steps from dot to dot", np.diff(few), 0.0, because="they are in order")
    yield same("W of 4 equal points on each line, all plans searched, is |offset|", data["ladder"], np.abs(few))
    rng = np.random.default_rng(0)
    assigned = [_assigned(each, rng) for each in few]
    yield close("W between samples, by a linear programme and by an assignment", data["sampled"], assigned,
                within=1e-7, because="HiGHS's tolerance of feasibility, over costs near 1")  # fmt: skip
    yield above("W between samples, less |offset|", data["sampled"] - np.abs(few), -1e-7, because="the same")


def _assigned(theta: float, rng: np.random.Generator) -> float:
    """W of the same draws as the figure's, as an assignment of points to points."""
    p, q = Segment(0).sample(rng, POINTS), Segment(theta).sample(rng, POINTS)
    cost = np.hypot(*(p[:, None] - q[None]).transpose(2, 0, 1))
    return float(cost[linear_sum_assignment(cost)].mean())


def draw(axes: Any, data: Data) -> None:
    plane, curves = axes
    plane.plot([0, 0], [0, 1], color=DATA, linewidth=4)
    plane.plot([0.7, 0.7], [0, 1], color=MODEL, linewidth=4, linestyle=(0, (2, 1)))
    plane.annotate("", (0.66, 0.5), (0.04, 0.5), arrowprops={"arrowstyle": "<->", "color": MUTED})
    plane.text(0.35, 0.55, r"$\theta$", ha="center")
    plane.text(0, 1.06, r"$p_{\mathrm{data}}$", ha="center", color=DATA)
    plane.text(0.7, 1.06, r"$p_g$", ha="center", color=MODEL)
    plane.set(xlim=(-0.25, 0.95), ylim=(-0.02, 1.2), xticks=[], yticks=[])
    plane.axis("off")
    theta = data["theta"]
    curves.plot(theta, data["w"], color=THEORY, label=r"$W = |\theta|$")
    curves.plot(data["few"], data["sampled"], "o", color=NUMERICS, label="$W$, samples of 50")
    beside = np.where(theta == 0, np.nan, data["js"])  # a jump is not a slope: the line breaks
    curves.plot(theta, beside, color=THEORY, linestyle="--", label=r"$\mathrm{JSD} = \log 2$, but 0 at $\theta = 0$")
    curves.plot(0, 0, "s", color=THEORY, clip_on=False)
    curves.plot(0, np.log(2), "s", color=THEORY, fillstyle="none")
    curves.set(xlabel=r"offset $\theta$ (units of $x$)", ylabel=r"$W$ (units of $x$), JSD (nats)", ylim=(0, 1.45))
    curves.set_xticks([-1, -0.5, 0, 0.5, 1])
    curves.set_yticks([0, 0.5, np.log(2), 1], ["0", "0.5", r"$\log 2$", "1"])
    curves.legend(loc="upper center", ncols=1)
