"""Question  Does it matter whether one maximises the likelihood, its logarithm, or the sum of logarithms?
Claim     mle-chain
Answer    No: the product of the densities, tiny as it is, and the sum of their logarithms are greatest at one place,
          the mean of the samples.
Slide     002 Maximum likelihood estimation
Listed    fig-density-estimation, numeric
Make      python -m figures maximum-likelihood
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any

import numpy as np

from figures.stage.colours import DATA, MODEL, MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from numerics import Normal

PANELS = (1, 3)
WIDTHS = (4, 3, 3)
TRUE, POINTS = 1, 12  # p_data is N(1, 1)
STEP = 1 / 16


def data() -> Data:
    x = np.arange(-144, 177) * STEP
    points = np.sort(Normal(TRUE, 1).sample(np.random.default_rng(6), POINTS))
    best, theta = float(np.mean(points)), np.arange(-16, 49) / 16
    densities = [[float(Normal(at, 1).density(each)) for each in points] for at in theta]
    return {
        "x": x,
        "p": Normal(TRUE, 1).density(x),
        "points": points,
        "best": best,
        "fit": Normal(best, 1).density(x),
        "theta": theta,
        "product": np.array([prod(row) for row in densities]),
        "sum": np.array([float(np.sum(np.log(row))) for row in densities]),
    }


def check(data: Data) -> Iterator[Feature]:
    x, points, best, theta = (data[each] for each in ("x", "points", "best", "theta"))
    sums = "321 terms of the trapezoid rule: their rounding, times x^2 < 121; the tails are beyond 9 deviations"
    yield close("steps of x", np.diff(x), STEP, within=0, because="sixteenths are exact")
    for name, law, mean in (("p_data", data["p"], TRUE), ("p_model", data["fit"], best)):
        for what, weight, wanted in (("mass", np.ones_like(x), 1), ("mean", x, mean), ("variance", (x - mean) ** 2, 1)):
            yield close(f"{name}: {what}", float(np.sum(law * weight) * STEP), wanted, within=1e-12, because=sums)
    yield above("steps from sample to sample", np.diff(points), 0.0, because="they are in order")
    worst = float(np.max(np.abs(np.arange(1, POINTS + 1) / POINTS - Normal(TRUE, 1).cdf(points))))
    yield below("largest distance of the samples' steps from the law's", worst, np.sqrt(np.log(2 / 1e-3) / 2 / POINTS),
                because="Dvoretzky, Kiefer and Wolfowitz: a risk of 1e-3")  # fmt: skip
    yield same("theta: sixteenths from -1 to 3", theta, np.arange(-16, 49) / 16)
    by_moments = -POINTS * (np.log(2 * np.pi) + np.var(points) + (theta - points.mean()) ** 2) / 2
    yield close("sum of logarithms: a parabola about the mean", data["sum"], by_moments, within=1e-13 * POINTS,
                because="twelve logarithms up to 12, each with a few roundings")  # fmt: skip
    yield close("logarithm of the product is that sum", np.log(np.maximum(data["product"], 1e-300)), data["sum"],
                within=1e-13 * POINTS, because="the same")  # fmt: skip
    nearest = float(theta[np.argmin(np.abs(theta - points.mean()))])
    yield same("the sum is greatest at the theta nearest to the mean", float(theta[np.argmax(data["sum"])]), nearest)
    yield same("and so is the product", float(theta[np.argmax(data["product"])]), nearest)
    top = np.argmax(data["sum"])
    three, places = data["sum"][top - 1 : top + 2], theta[top - 1 : top + 2]
    bent = np.polynomial.polynomial.polyfit(places - places[1], three, 2)
    yield close("top of the parabola through three values", places[1] - bent[1] / (2 * bent[2]), best, within=1e-10,
                because="roundings of 1e-14, over the square of a step of 1/16")  # fmt: skip
    yield below("the greatest product", data["product"].max(), 0.4**POINTS, because="the densities are below 0.4")


def draw(axes: Any, data: Data) -> None:
    laws, product, total = axes
    laws.plot(data["x"], data["p"], color=DATA)
    laws.plot(data["x"], data["fit"], color=MODEL, linestyle="--")
    laws.plot(data["points"], np.full_like(data["points"], -0.02), "|", color=DATA, markersize=9)
    laws.text(-5.1, -0.02, "samples", va="center", color=DATA, fontsize="small")
    laws.text(-0.1, 0.33, r"$p_{\mathrm{data}}$", ha="right", color=DATA)
    laws.text(2.2, 0.33, r"$p_{\mathrm{model}}$", color=MODEL)
    laws.set(
        xlim=(-5.2, 4.7),
        ylim=(-0.045, 0.45),
        xlabel="$x$",
        ylabel="density",
        xticks=[-2, 0, 2, 4],
        yticks=[0, 0.2, 0.4],
    )
    power = int(np.floor(np.log10(np.max(data["product"]))))
    for panel, values, title in (
        (product, data["product"] / 10.0**power, rf"likelihood $\prod_i\; p(x_i; \theta)$  ($10^{{{power}}}$)"),
        (total, data["sum"], r"log-likelihood $\sum_i\; \log p(x_i; \theta)$  (nats)"),
    ):
        panel.axvline(data["best"], color=MUTED, linestyle=":", linewidth=1.2)
        panel.plot(data["theta"], values, color=THEORY)
        top = int(np.argmax(values))
        panel.plot(data["theta"][top], values[top], "o", color=NUMERICS, markersize=8)
        panel.set(xlabel=r"$\theta$", ylabel=title, xticks=[-1, data["best"], 3])
        panel.set_xticklabels(["−1", r"$\hat\theta$", "3"])
    laws.axvline(data["best"], color=MUTED, linestyle=":", linewidth=1.2)
    product.set(ylim=(0, 6), yticks=[0, 2, 4, 6])
    total.set(yticks=[-50, -40, -30, -20])
