"""Question  Why does a generator that is far off get no hint from JSD?
Claim     jsd-plateau, js-behaviour-required
Answer    Until the laws overlap JSD is log 2, wherever the generator is: it only moves once the work is done. With
          Gaussian tails the plateau is not flat, but nearly.
Slide     002 Divergence (last slide); 004 What is wrong with JS convergence?
Listed    fig-jsd-plateau, numeric
Make      python -m figures plateau
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from figures.stage.colours import DATA, MODEL, MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from numerics import Normal, Uniform, certified_js
from theory.divergences.finite_values import jsd, of_uniforms
from theory.divergences.gaussian_mixtures import jsd_of_shift

PANELS = (1, 2)
WIDTHS = (2, 3)
#: How far off the generator is, in widths of p_data.
STAGES = {"0": Fraction(3), "50": Fraction(3, 2), "100": Fraction(0)}
SD = Fraction(3, 10)  # of the Gaussians: about that of a uniform law of width 1, and 3/2 widths are five of it
OFFSETS = [Fraction(k, 16) for k in range(49)]


def data() -> Data:
    far = [float(each) for each in STAGES.values()]
    return {
        "stages": np.array(far),
        "low": np.array(far),
        "high": np.array([each + 1 for each in far]),
        "stage_js": np.array([_numeric(each) for each in STAGES.values()]),
        "theta": np.array([float(each) for each in OFFSETS]),
        "js": np.array([float(_exact(each)) for each in OFFSETS]),
        "gaussian": np.array([float(certified_js(Normal(0, SD), Normal(each, SD), digits=17)) for each in OFFSETS]),
    }


def _exact(offset: Fraction) -> Any:
    """JSD of U[0, 1] and U[offset, offset + 1], as a ball."""
    return of_uniforms(jsd, (0, 1), (offset, offset + 1))


def _numeric(offset: Fraction) -> float:
    """The same by the certified integrals."""
    return float(certified_js(Uniform(0, 1), Uniform(offset, offset + 1), digits=17))


def check(data: Data) -> Iterator[Feature]:
    theta, one = data["theta"], "one rounding of a number below 1"
    yield same("P_G lies from 'low' to 'high', as wide as p_data", data["high"] - data["low"], np.ones(3))
    yield same("the stages are where the laws begin", data["stages"], data["low"])
    yield same("apart, nearer and still apart, together", data["stages"], np.array([3.0, 1.5, 0.0]))
    yield close("JSD: log 2, log 2, 0", data["stage_js"], [np.log(2), np.log(2), 0], within=2.0**-52, because=one)
    yield same("offsets: sixteenths from 0 to 3 widths", theta, np.arange(49) / 16)
    yield close("JSD is the part that does not overlap, times log 2", data["js"], np.minimum(theta, 1) * np.log(2),
                within=2.0**-52, because=one)  # fmt: skip
    yield same("no slope at all from 3 widths to 1", np.ptp(data["js"][16:]), 0.0)
    yield close("Gaussians, against the theory's balls", data["gaussian"][1:], _by_theory(), within=2.0**-52,
                because="balls narrower than 1e-17 on both sides, and one rounding each, below 1")  # fmt: skip
    yield above("Gaussians: JSD from offset to offset", np.diff(data["gaussian"]), 0.0, because="it climbs, if slowly")
    slope = np.diff(data["gaussian"]) / np.diff(theta)
    mu = theta[:-1] / float(SD)  # where each secant begins
    # d JSD/d mu < (mu/4) exp(-mu^2/8): half of jsd-plateau's bound of the saturating gradient; per width 1/SD of it
    bound = mu / 4 * np.exp(-(mu**2) / 8) / float(SD)
    yield below("Gaussians: slope beyond 1 width, less its bound", (slope - bound)[16:], 0.0,
                because="jsd-plateau; from mu = 2 on the bound falls, so that it holds for secants")  # fmt: skip
    yield close("5 deviations apart: JSD of R6", data["gaussian"][24], 0.67594257738097986840, within=1e-15,
                because="two roundings")  # fmt: skip


@cache
def _by_theory() -> list[float]:
    return [float(jsd_of_shift(each / SD)) for each in OFFSETS[1:]]


def draw(axes: Any, data: Data) -> None:
    rows, curves = axes
    for k, (name, low, high, js) in enumerate(zip(STAGES, data["low"], data["high"], data["stage_js"], strict=True)):
        base = 2.0 * (len(STAGES) - 1 - k)
        rows.plot([-0.4, 4.4], [base, base], color=MUTED, linewidth=0.8)
        rows.plot([0, 0, 1, 1], [base, base + 1, base + 1, base], color=DATA)
        rows.plot([low, low, high, high], [base, base + 1, base + 1, base], color=MODEL, linestyle="--")
        rows.fill_between([low, high], base, base + 1, color=MODEL, alpha=0.15, linewidth=0)
        rows.text((low + high) / 2, base + 0.5, f"$P_{{G_{{{name}}}}}$", ha="center", va="center", color=MODEL)
        value = r"$\log 2$" if js > 0.5 else "0"
        rows.text(4.4, base + 1.15, f"JSD = {value}", ha="right", va="bottom")
        together = low == 0
        where, side, equal = (1.2, "left", "= ") if together else (0.5, "center", "")
        rows.text(where, base + 0.5, rf"${equal}P_{{\mathrm{{data}}}}$", ha=side, va="center", color=DATA)
    rows.set(xlim=(-0.5, 4.5), ylim=(-0.1, 5.9))
    rows.axis("off")
    theta = data["theta"]
    curves.plot(theta, data["js"], color=THEORY, label="uniform laws: flat")
    curves.plot(theta, data["gaussian"], color=THEORY, linestyle=":", label="Gaussians: nearly")
    curves.plot(data["stages"], data["stage_js"], "o", color=NUMERICS, markersize=8, clip_on=False)
    for name, at, js in zip(STAGES, data["stages"], data["stage_js"], strict=True):
        x, y, side = (at, js + 0.04, "center") if js else (0.4, 0.03, "right")
        curves.text(x, y, f"$P_{{G_{{{name}}}}}$", ha=side, va="bottom")
    curves.text(2.25, 0.66, "no slope to follow", ha="center", va="top", color=THEORY)
    curves.legend(loc="lower left", bbox_to_anchor=(0.0, 0.2))
    curves.set(xlim=(3.25, -0.05), ylim=(0, 0.85), xticks=[3, 2, 1, 0], yticks=[0, data["stage_js"][0]],
               xlabel=r"distance of $P_G$ from $P_{\mathrm{data}}$ (widths)", ylabel="JSD (nats)")  # fmt: skip
    curves.set_yticklabels(["0", r"$\log 2$"])
