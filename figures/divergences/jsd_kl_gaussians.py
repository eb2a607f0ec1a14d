"""Question  How do KL and JSD grow as two Gaussians move apart?
Claim     gaussian-kl-closed-form, jsd-plateau, jsd-max-iff-singular
Answer    KL grows like the square of the distance, without end. JSD stops at log 2: beyond 4 deviations it hardly
          moves.
Slide     002 Divergence
Listed    fig-jsd-kl-gaussians, numeric
Make      python -m figures jsd-kl-gaussians
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
from numerics import Normal, certified_js, js, kl
from theory.divergences.gaussian_mixtures import jsd_of_shift

PANELS = (1, 2)
WIDTHS = (2, 3)
SHOWN = 3  # the distance of the two bells on the left
MEANS = [Fraction(k, 8) for k in range(49)]  # 0 to 6
STEP = 1 / 16


def data() -> Data:
    x = np.arange(-160, 257) * STEP  # from 10 deviations below the lower mean to 10 above the highest
    few = np.arange(7.0)
    p, qs = Normal(0, 1).density(x), [Normal(mean, 1).density(x) for mean in few]
    weights = [law / law.sum() for law in (p, *qs)]
    return {
        "x": x,
        "p": p,
        "q": qs[SHOWN],
        "mu": np.array([float(mean) for mean in MEANS]),
        "kl": np.array([float(mean**2 / 2) for mean in MEANS]),
        "js": np.array([float(certified_js(Normal(0, 1), Normal(mean, 1), digits=17)) for mean in MEANS]),
        "few": few,
        "kl_dots": np.array([kl(weights[0], other) for other in weights[1:]]),
        "js_dots": np.array([js(weights[0], other) for other in weights[1:]]),
        "most": np.log(2),
    }


def check(data: Data) -> Iterator[Feature]:
    x, mu, few = data["x"], data["mu"], data["few"]
    sums = "417 terms of the trapezoid rule, each below 0.03, times x^2 < 300: rounding"
    for name, law, mean in (("p", data["p"], 0), ("q", data["q"], SHOWN)):
        for what, weight, wanted in (("mass", np.ones_like(x), 1), ("mean", x, mean), ("square", x**2, 1 + mean**2)):
            yield close(f"{name}: {what}", float(np.sum(law * weight) * STEP), wanted, within=1e-12, because=sums)
    yield close("steps of x", np.diff(x), STEP, within=0, because="sixteenths are exact")
    yield same("distances of the lines: eighths from 0 to 6", mu, np.arange(49) / 8)
    yield same("distances of the dots", few, np.arange(7.0))
    yield same("KL is mu^2/2", data["kl"], mu**2 / 2)
    yield close("JSD, against the theory's balls", data["js"][1:], _by_theory(), within=2.0**-52,
                because="balls narrower than 1e-17 on both sides, and one rounding each, below 1")  # fmt: skip
    dots = "normalised sums over the grid, below 64 eps (numerics.divergences) times a value below 18"
    yield close("KL of the dots", data["kl_dots"], few**2 / 2, within=64 * 18 * 2.0**-52, because=dots)
    yield close("JSD of the dots", data["js_dots"], data["js"][:: len(MEANS) // 6], within=64 * 2.0**-52, because=dots)
    yield above("JSD from distance to distance", np.diff(data["js"]), 0.0, because="it climbs")
    apart = js(np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    yield close("the plateau is the JSD of laws that do not overlap", data["most"], apart, within=2.0**-52,
                because="one rounding each")  # fmt: skip
    yield below("JSD", data["js"], data["most"], because="log 2 only for laws that do not overlap")
    # 1 - overlap of square roots, Topsoe's and Le Cam's bounds: log 2 - JSD <= log 2 * exp(-mu^2/8)
    left = (data["most"] - data["js"]) / np.exp(-(mu**2) / 8)
    yield below("what is left to log 2, over exp(-mu^2/8)", left, np.log(2) + 1e-14,
                because="JSD >= log 2 * H^2 and H^2 = 1 - exp(-mu^2/8); equal at mu = 0, up to rounding")  # fmt: skip
    flat = data["js"][-1] - data["js"][32]  # at 4
    yield below("what JSD still gains from mu = 4 to 6, as a share of log 2", flat / data["most"], 0.1,
                because="'hardly moves': less than a tenth, while KL more than doubles")  # fmt: skip


@cache
def _by_theory() -> list[float]:
    return [float(jsd_of_shift(mean)) for mean in MEANS[1:]]


def draw(axes: Any, data: Data) -> None:
    bells, curves = axes
    bells.plot(data["x"], data["p"], color=DATA)
    bells.plot(data["x"], data["q"], color=MODEL, linestyle="--")
    bells.text(-1, 0.32, "$N(0, 1)$", ha="right", color=DATA)
    bells.text(SHOWN + 1, 0.32, r"$N(\mu, 1)$", color=MODEL)
    bells.annotate("", (SHOWN, 0.42), (0, 0.42), arrowprops={"arrowstyle": "<->", "color": MUTED})
    bells.text(SHOWN / 2, 0.43, r"$\mu$", ha="center", va="bottom")
    bells.set(xlim=(-4.6, SHOWN + 4.6), ylim=(0, 0.47), xlabel="$x$", ylabel="density", xticks=[0, SHOWN],
              xticklabels=["0", r"$\mu$"], yticks=[0, 0.2, 0.4])  # fmt: skip
    mu, few = data["mu"], data["few"]
    seen = data["kl_dots"] < 2
    curves.plot(mu, data["kl"], color=THEORY, linestyle="--")
    curves.plot(few[seen], data["kl_dots"][seen], "s", color=NUMERICS, clip_on=False)
    curves.plot(mu, data["js"], color=THEORY)
    curves.plot(few, data["js_dots"], "o", color=NUMERICS, clip_on=False)
    curves.axhline(data["most"], color=MUTED, linestyle=":", linewidth=1)
    outside = f"({data['kl'][-1]:.0f} at $\\mu = {mu[-1]:.0f}$)"
    curves.text(2.1, 1.7, r"$\mathrm{KL} = \mu^2/2$" + f"\n{outside}", va="center", color=THEORY)
    curves.text(4.4, 0.57, r"$\mathrm{JSD} \to \log 2$", va="top", ha="center", color=THEORY)
    curves.set(xlim=(0, 6.1), ylim=(0, 2), xlabel=r"distance $\mu$ (standard deviations)", ylabel="divergence (nats)",
               yticks=[0, data["most"], 2])  # fmt: skip
    curves.set_yticklabels(["0", r"$\log 2$", "2"])
