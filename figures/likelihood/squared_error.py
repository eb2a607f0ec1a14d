"""Question  Where does squared error put its prediction for data with two modes?
Claim     mse-bimodal-average, squared-loss-and-the-mean, mse-assumes-gaussian
Answer    In the middle, at the mean, where the density of the data is lowest between the modes: the Gaussian it stands
          for has its samples where there are no data.
Slide     000 Problems with L2 / MSE loss
Listed    fig-l2-bimodal, numeric
Make      python -m figures squared-error
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from figures.stage.colours import DATA, MODEL, NUMERICS, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from numerics import Mixture, Normal
from theory.likelihood.distortions import mean_error

PANELS = (1, 2)
WIDTHS = (3, 2)
STEP = 1 / 16
P = Mixture([Fraction(1, 2)] * 2, [Normal(-3, 1), Normal(3, 1)])
POINTS = 60


def data() -> Data:
    x, points = np.arange(-208, 209) * STEP, np.sort(P.sample(np.random.default_rng(0), POINTS))
    y = np.arange(-16, 17) / 4
    (centre,), *_ = np.linalg.lstsq(np.ones((POINTS, 1)), points)
    return {
        "x": x,
        "p": P.density(x),
        "points": points,
        "centre": float(centre),
        "fit": Normal(float(centre), 1).density(x),  # the Gaussian of variance 1 with the greatest likelihood
        "y": y,
        "loss": float(P.variance) / 2 + (y - float(P.mean)) ** 2 / 2,
        "dots": y[::4],
        "measured": np.array([np.mean((points - at) ** 2) / 2 for at in y[::4]]),
    }


def check(data: Data) -> Iterator[Feature]:
    x, p, fit, points, centre, y = (data[each] for each in ("x", "p", "fit", "points", "centre", "y"))
    sums = "417 terms of the trapezoid rule: their rounding, times x^2 < 170; beyond 13 is less than 1e-20"
    yield close("steps of x", np.diff(x), STEP, within=0, because="sixteenths are exact")
    for what, weight, wanted in (("mass", np.ones_like(x), 1), ("mean", x, 0), ("variance", x**2, 10)):
        yield close(f"p: {what}", float(np.sum(p * weight) * STEP), wanted, within=1e-12, because=sums)
    for what, weight, wanted in (("mass", np.ones_like(x), 1), ("mean", x, centre), ("variance", (x - centre) ** 2, 1)):
        yield close(f"fitted Gaussian: {what}", float(np.sum(fit * weight) * STEP), wanted, within=1e-12, because=sums)
    yield above("steps from point to point", np.diff(points), 0.0, because="they are in order")
    yield close("the least-squares fit is the points' mean", centre, float(np.mean(points)), within=1e-12,
                because="roundings of 60 numbers up to 6")  # fmt: skip
    worst = float(np.max(np.abs(np.arange(1, POINTS + 1) / POINTS - P.cdf(points))))
    yield below("largest distance of the points' steps from the law's", worst, np.sqrt(np.log(2 / 1e-6) / 2 / POINTS) ,
                because="Dvoretzky, Kiefer and Wolfowitz: a risk of 1e-6")  # fmt: skip
    here = int(np.argmin(np.abs(x - centre)))
    least = int(np.argmin(np.where(np.abs(x) < 3, p, np.inf)))
    yield close("where p is lowest between its modes", x[least], 0.0, within=0, because="its mirror axis, a grid point")
    yield below("density of the data where the fit is, as a share of its largest", p[here] / p.max(), 0.1,
                because="phi(3) is 1/45 of half phi(0), and the fit is near 0")  # fmt: skip
    near = np.abs(points - centre) < 1
    yield below("points within a deviation of the fit, where 68% of its samples are", near.mean(), 0.15,
                because="the law has 2.3% there; 9 of 60 or more has a risk below 1e-5")  # fmt: skip
    yield same("places of the curve: quarters from -4 to 4", y, np.arange(-16, 17) / 4)
    yield same("places of the dots: whole numbers", data["dots"], np.arange(-4.0, 5.0))
    by_sum = [np.sum(p * (x - at) ** 2) * STEP / 2 for at in y]
    yield close("half the mean squared error over the law", data["loss"], by_sum, within=1e-12, because=sums)
    yield same("it is least at the mean, 0", float(y[np.argmin(data["loss"])]), 0.0)
    bent = np.polynomial.polynomial.polyfit(data["dots"], data["measured"], 2)
    yield close("over the points: a parabola, least at their mean", [-bent[1] / (2 * bent[2]), bent[2]], [centre, 0.5],
                within=1e-12, because="roundings of numbers up to 20, over nine places")  # fmt: skip
    exact = [float(mean_error(tuple(map(Fraction, points)), Fraction(at))) / POINTS for at in data["dots"]]
    yield close("and as in fractions", data["measured"], exact, within=1e-13, because="roundings of numbers up to 20")


def draw(axes: Any, data: Data) -> None:
    laws, loss = axes
    laws.plot(data["x"], data["p"], color=DATA)
    laws.fill_between(data["x"], data["p"], color=DATA, alpha=0.08, linewidth=0)
    laws.plot(data["x"], data["fit"], color=MODEL, linestyle="--")
    laws.plot(data["points"], np.full_like(data["points"], -0.018), "|", color=DATA, markersize=8)
    laws.text(-3, 0.215, "mode", ha="center", color=DATA)
    laws.text(3, 0.215, "mode", ha="center", color=DATA)
    laws.text(data["centre"], 0.42, "the Gaussian of squared error", ha="center", color=MODEL)
    laws.set(xlim=(-6.5, 6.5), ylim=(-0.04, 0.47), xlabel="$x$", ylabel="density", xticks=[-3, 0, 3],
             yticks=[0, 0.2, 0.4])  # fmt: skip
    loss.plot(data["y"], data["loss"], color=THEORY)
    loss.plot(data["dots"], data["measured"], "o", color=NUMERICS)
    loss.text(0, 4.3, "law", ha="center", va="top", color=THEORY)
    loss.text(0, 7.5, f"{len(data['points'])} points", ha="center", color=NUMERICS)
    loss.set(ylim=(0, 14.5), xlabel="prediction $y$", ylabel="half the mean squared error", xticks=[-3, 0, 3],
             yticks=[0, 5, 10])  # fmt: skip
