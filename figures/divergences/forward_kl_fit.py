"""Question  Which single Gaussian has the least forward KL from two modes?
Claim     forward-kl-moment-matching, forward-kl-never-learns-a-mode, forward-kl-zero-avoiding
Answer    The one with the mean and the variance of the data, N(0, 10): it stretches over both modes and the gap. There
          is no other minimum, and one mode alone is not even a resting place.
Slide     000 Using F-KLDIV; 003 What is the difference between JS and KL divergences?
Listed    fig-forward-kl-fit, numeric
Make      python -m figures forward-kl-fit
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from figures.stage.colours import DATA, MODEL, NUMERICS, PAPER, THEORY
from figures.stage.feature import Feature, above, close, same
from figures.stage.page import Data
from numerics import Mixture, Normal, certified_kl
from numerics.fits import forward_projection

PANELS = (1, 2)
STEP = 1 / 16
P = Mixture([Fraction(1, 2)] * 2, [Normal(-3, 1), Normal(3, 1)])
LEVELS = np.array([0.5, 0.6, 0.8, 1.1, 1.6, 2.4, 4, 8])  # where the map has lines (nats)


def data() -> Data:
    x = np.arange(-240, 241) * STEP
    best, p = forward_projection(P), P.density(x)
    mean, sd = float(best.mean), float(best.variance) ** 0.5
    mu, s = np.arange(-36, 37) / 8, np.arange(6, 49) / 8
    log_q = -((x - mu[:, None, None]) ** 2) / (2 * s[:, None] ** 2) - np.log(s[:, None] * np.sqrt(2 * np.pi))
    return {
        "x": x,
        "p": p,
        "q": np.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * np.sqrt(2 * np.pi)),
        "mean": mean,
        "sd": sd,
        "least": float(best.value),
        "mu": mu,
        "s": s,
        "kl": np.sum(p * (np.log(p) - log_q), axis=-1).T * STEP,
        "mode": np.array([3.0, 1.0]),
        "slope": np.array([np.sum(p * (3 - x)), np.sum(p * (1 - (x - 3) ** 2))]) * STEP,
    }


def check(data: Data) -> Iterator[Feature]:
    x, p, q, mu, s, kl = (data[each] for each in ("x", "p", "q", "mu", "s", "kl"))
    sums = "481 terms of the trapezoid rule: their rounding, times x^2 < 300; beyond 15 p is below 1e-31"
    yield close("steps of x", np.diff(x), STEP, within=0, because="sixteenths are exact")
    yield close("p: mass", float(np.sum(p) * STEP), 1.0, within=1e-12, because=sums)
    yield close("p: mean", float(np.sum(p * x) * STEP), 0.0, within=1e-12, because=sums)
    yield close("p: variance", float(np.sum(p * x**2) * STEP), 10.0, within=1e-12, because=sums)
    yield close("p: modes", x[1:-1][(p[1:-1] > p[:-2]) & (p[1:-1] > p[2:])], [-3.0, 3.0], within=STEP,
                because="a grid point beside the true mode, which lies within 1e-6 of 3")  # fmt: skip
    yield close("mean of the best Gaussian", data["mean"], 0.0, within=0, because="that of p, exactly")
    yield close("its deviation: root of p's variance", data["sd"], np.sqrt(10), within=0, because="the same root")
    yield close("q is the Gaussian with these", q, Normal(0, data["sd"]).density(x), within=1e-15,
                because="roundings of a number below 0.13, its exponent up to 11")  # fmt: skip
    yield close("its KL, from R10", data["least"], 0.46199461346794507, within=1e-16, because="one rounding below 1/2")
    yield same("the map's columns: eighths", mu, np.arange(-36, 37) / 8)
    yield same("its rows: eighths", s, np.arange(6, 49) / 8)
    exact = _by_moments(mu[None, :], s[:, None], float(data["least"]))
    yield close("the map is log(s/sqrt 10) + (10 + mu^2)/(2 s^2) - 1/2 above the least", kl, exact, within=1e-12,
                because=sums)  # fmt: skip
    corner = float(certified_kl(P, Normal(Fraction(9, 2), Fraction(3, 4)), digits=15))
    yield close("its corner, certified", kl[0, -1], corner, within=1e-12, because=sums)
    inner, shifts = kl[1:-1, 1:-1], [(a, b) for a in range(3) for b in range(3) if (a, b) != (1, 1)]
    lower = [inner < kl[a : a + s.size - 2, b : b + mu.size - 2] for a, b in shifts]
    yield same("places lower than their eight neighbours", int(np.sum(np.all(lower, axis=0))), 1)
    yield above("the map, less the least value", kl - data["least"], 0.0, because="no other Gaussian is as good")
    yield same("one mode alone is N(3, 1)", data["mode"], np.array([3.0, 1.0]))
    yield close("slope there in mu and in s: 3, and 1 - E(x - 3)^2 = -18", data["slope"], [3.0, -18.0], within=1e-11,
                because=sums)  # fmt: skip


def _by_moments(mu: Any, s: Any, least: float) -> Any:
    """KL(p || N(mu, s^2)) from the mean 0 and the variance 10 of p and from the least value alone."""
    return least + np.log(s / np.sqrt(10)) + (10 + mu**2) / (2 * s**2) - 0.5


def draw(axes: Any, data: Data) -> None:
    fit, plane = axes
    fit.plot(data["x"], data["p"], color=DATA)
    fit.plot(data["x"], data["q"], color=MODEL, linestyle="--")
    fit.text(-3, 0.205, r"$p_{\mathrm{data}}$", ha="center", color=DATA)
    fit.text(5.2, 0.075, "$p_g =$\n$N(0, 10)$", color=MODEL)
    fit.set(xlim=(-10, 10), ylim=(0, 0.24), xlabel="$x$", ylabel="density", xticks=[-3, 0, 3], yticks=[0, 0.1, 0.2])
    for level in LEVELS:  # the deeper, the more of these lie on each other
        plane.contourf(data["mu"], data["s"], data["kl"], levels=[0, level], colors=[THEORY], alpha=0.07)
    plane.contour(data["mu"], data["s"], data["kl"], levels=LEVELS, colors=THEORY, linewidths=1, linestyles="-")
    plane.plot(data["mean"], data["sd"], "o", color=NUMERICS, markersize=9)
    plane.text(data["mean"], data["sd"] + 0.2, f"{data['least']:.3f}", ha="center", va="bottom", color=NUMERICS)
    (at, sd), down = data["mode"], -data["slope"] / np.hypot(*data["slope"])
    plane.annotate("", (at + 1.3 * down[0], sd + 1.3 * down[1]), (at, sd),
                   arrowprops={"arrowstyle": "-|>", "color": MODEL, "shrinkA": 0})  # fmt: skip
    plane.plot(at, sd, "X", color=MODEL, markersize=8)
    plate = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}
    there = data["kl"][data["s"] == sd, data["mu"] == at].item()
    plane.text(at - 0.4, sd, f"one mode: {there:.3f}", ha="right", va="center", color=MODEL, bbox=plate)
    plane.set(xlabel=r"mean $\mu$ of $p_g$", ylabel=r"deviation $\sigma$ of $p_g$", xticks=[-3, 0, 3], yticks=[1, 3, 5],
              title=r"$\mathrm{KL}(p_{\mathrm{data}}\,\|\,p_g)$ (nats)")  # fmt: skip
