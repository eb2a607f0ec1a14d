"""Question  How steep is a WGAN's critic, with clipped weights and with a gradient penalty?
Claim     critic-slope-one-on-transport-segments, weight-clipping-bounds-lipschitz
Answer    The optimal critic falls at slope 1. With the penalty a trained one does too, to within 6% from -2 to 3, where
          points travel; clipped at 0.05 it stays below 1024 c^3 = 0.128. Far outside, anything goes.
Slide     ours
Listed    ours, numeric
Make      python -m figures critic-slope
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.special import ndtr

from figures.runs.critic_slope import critics_on_the_line
from figures.stage.colours import DATA, MODEL, NUMERICS, THEORY, TRAINING
from figures.stage.feature import Feature, above, below, close
from figures.stage.page import Data
from figures.stage.remembered import remembered
from numerics import Normal, distances, lipschitz_potential, optimal_plan
from theory.proving.measured import records

PANELS = (1, 2)
APART, CLIP, WIDTH = 1.0, 0.05, 32  # N(0, 1) against N(1, 1); networks 1-32-32-1
X, LATTICE = np.arange(-120, 141) / 20, np.arange(-6, 9) / 2

DRAWN, COMPARED = ("critic", "fall"), ("written", "quotient", "value")


def data() -> Data:
    settings = {"places": X.tolist(), "apart": APART, "clip": CLIP, "steps": 400, "members": 24, "seed": 0}
    run = remembered(critics_on_the_line, **settings)
    p, q = (law.density(LATTICE) for law in (Normal(0, 1), Normal(1, 1)))
    between = distances(LATTICE[:, None], LATTICE[:, None])
    potential = lipschitz_potential(optimal_plan(p / p.sum(), q / q.sum(), between), between)
    return {
        "x": X,
        "p": Normal(0, 1).density(X),
        "q": Normal(1, 1).density(X),
        "exact": APART / 2 - X,
        "lattice": LATTICE,
        "potential": potential - potential[LATTICE == APART / 2],
        "bound": CLIP**3 * WIDTH**2,
        # of 24 seeds: least, median and largest of what is drawn, the median of what it is compared with
        **{
            name: np.quantile(values, (0, 0.5, 1), axis=0)
            for name, values in run.items()
            if name.partition("_")[2] in DRAWN
        },
        **{name: np.median(values, axis=0) for name, values in run.items() if name.partition("_")[2] in COMPARED},
    }


def check(data: Data) -> Iterator[Feature]:
    x = data["x"]
    yield close("x", x, np.arange(-600, 701, 5) / 100, within=1e-15, because="one rounding")
    for name, at in (("p", 0), ("q", APART)):
        density = np.exp(-((x - at) ** 2) / 2) / np.sqrt(2 * np.pi)
        yield close(f"{name}: normal about {at:g}", data[name], density, within=1e-15, because="roundings below 0.4")
    yield close("optimal critic: slope -1, 0 in the middle", data["exact"] + x, np.full(x.size, APART / 2),
                within=2e-15, because="rounding")  # fmt: skip
    yield close("places of the linear programme", data["lattice"], np.arange(-3, 4.5, 0.5), within=0, because="exact")
    because = "HiGHS's tolerance 1e-10, times distances up to 7"
    yield close("its potential", data["potential"], APART / 2 - data["lattice"], within=1e-8, because=because)
    yield close("bound on a clipped slope, 32^2 c^3", data["bound"], 0.128, within=1e-16, because="two roundings")
    between = ndtr(x) - ndtr(x - APART)  # how much mass passes x, so the law of points that travel
    for name in ("penalised", "clipped"):
        said, fall, value = (data[f"{name}_{what}"] for what in ("critic", "fall", "value"))
        ordered = min(np.diff(said, axis=0).min(), np.diff(fall, axis=0).min())
        yield above(f"{name}: least, median and largest are in order, gaps", ordered, -1e-15, because="equal or larger")
        yield close(f"{name}: by numpy", said[1], data[f"{name}_written"], within=1e-12, because="rounding")
        differ = np.mean(np.abs(fall[1] - data[f"{name}_quotient"]) > 1e-3)
        because = "of 64 kinks one or two may lie in a gap 2e-4 wide"
        yield below(f"{name}: share of places where quotients differ", differ, 0.01, because=because)
        because = "E_p C - E_q C is the integral of the fall by the mass that passes; a sum in steps of 1/20"
        ratio = value / (fall[1] @ between / 20)
        yield close(f"{name}: value over that of its slopes", ratio, 1, within=0.01, because=because)
    steep, flat = data["penalised_fall"], data["clipped_fall"]
    off = np.abs(steep[1] - 1) @ between / between.sum()
    found = {e["what"]: e["estimate"] for e in records()["critic-slope-one"]["effects"]}
    recorded = found["mean |fall - 1| on segments, the line, started falling"]
    because = "the experiment has 600 steps, and fresh points"
    yield close("penalty: mean of |slope - 1| where mass passes, and as recorded", off, recorded, within=0.005,
                because=because)  # fmt: skip
    travelled = (x >= -2) & (x <= 3)
    yield below("penalty: largest |slope - 1| of all seeds, from -2 to 3", np.abs(steep[:, travelled] - 1), 0.06,
                because="what the figure says")  # fmt: skip
    yield above("where this part of the mass passes", between[travelled].sum() / between.sum(), 0.98,
                because="all but 2 (g(-2) - g(-3)) = 1.6%, with g(x) = phi(x) + x Phi(x)")  # fmt: skip
    because = "and nothing asks for a slope there"
    yield below("penalty: least slope left of -4", steep[:, x < -4].min(), 0.5, because=because)
    yield below("clipped: largest slope over the bound, less 1", flat / data["bound"] - 1, 1e-6, because="c in float32")
    yield close("which is reached from 0 to 2", flat[:, (x > 0) & (x < 2)].min() / data["bound"], 1, within=1e-6,
                because="c in float32")  # fmt: skip


def draw(axes: Any, data: Data) -> None:
    critics, slopes = axes
    x = data["x"]
    critics.plot(x, data["exact"], color=THEORY)
    slopes.axhline(1, color=THEORY)
    slopes.axhline(data["bound"], color=THEORY, linewidth=1)
    for name, style in (("penalised", "-"), ("clipped", "--")):
        for ax, what in ((critics, "critic"), (slopes, "fall")):
            low, middle, high = data[f"{name}_{what}"]
            ax.fill_between(x, low, high, color=TRAINING, alpha=0.25, linewidth=0)
            ax.plot(x, middle, color=TRAINING, linestyle=style)
    critics.plot(data["lattice"], data["potential"], "o", color=NUMERICS)
    slopes.fill_between(x, data["p"], color=DATA, alpha=0.2, linewidth=0)
    slopes.fill_between(x, data["q"], color=MODEL, alpha=0.2, linewidth=0)
    critics.set(xlabel="$x$", ylabel="critic $C(x)$ (units of $x$)", xlim=(-6, 7), xticks=[-5, 0, 5])
    critics.text(-0.9, 3, "optimal: slope $-1$", color=THEORY)
    critics.text(-3.7, 5.1, "gradient penalty", color=TRAINING)
    critics.text(6.9, 0.2, "weights clipped", ha="right", color=TRAINING)
    slopes.set(xlabel="$x$", ylabel="slope $-C'(x)$, and densities", xlim=(-6, 7), ylim=(0, 1.3), xticks=[-5, 0, 5])
    slopes.text(-2.5, 1.1, f"gradient penalty: {data['penalised_fall'][1, x == 0][0]:.2f}", color=TRAINING)
    slopes.text(-2.5, 0.9, "optimal: 1", color=THEORY)
    slopes.text(-0.3, 0.42, r"$p_{\mathrm{data}}$", ha="center", color=DATA)
    slopes.text(1.3, 0.42, "$p_g$", ha="center", color=MODEL)
    slopes.text(6.9, 0.16, "clipped:\n$32^2c^3$", ha="right", color=TRAINING)
