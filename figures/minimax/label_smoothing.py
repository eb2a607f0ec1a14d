"""Question  What does the best discriminator say when its labels are smoothed?
Claim     one-sided-label-smoothing, two-sided-label-smoothing, optimal-discriminator
Answer    Smoothing real labels only scales it: 1 - alpha at most, and still 0 where there are no data. With fake labels
          smoothed as well it says beta there: fakes far from the data are rewarded.
Slide     ours
Listed    ours, numeric
Make      python -m figures label-smoothing
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import expit

from figures.stage.colours import DATA, MODEL, MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, close, same
from figures.stage.page import Data
from numerics import Normal

REAL, FAKE = Normal(0, 1), Normal(3, 1)
ALPHA = BETA = 0.25
X = np.arange(-70, 135) / 20
EVERY = slice(10, None, 17)  # the points that have dots


def data() -> Data:
    p, q = REAL.density(X), FAKE.density(X)
    return {
        "alpha": ALPHA,
        "beta": BETA,
        "x": X,
        "p": p,
        "q": q,
        "plain": p / (p + q),
        "one_sided": (1 - ALPHA) * p / (p + q),
        "two_sided": ((1 - ALPHA) * p + BETA * q) / (p + q),
        "few": X[EVERY],
        "best_one": np.array([best(*pair, ALPHA, 0) for pair in zip(p[EVERY], q[EVERY], strict=True)]),
        "best_two": np.array([best(*pair, ALPHA, BETA) for pair in zip(p[EVERY], q[EVERY], strict=True)]),
    }


def best(p: float, q: float, alpha: float, beta: float) -> float:
    """The y that maximises p [(1 - alpha) log y + alpha log(1 - y)] + q [beta log y + (1 - beta) log(1 - y)]."""
    real, fake = (1 - alpha) * p + beta * q, alpha * p + (1 - beta) * q
    scale = real + fake

    def cost(logit: float) -> float:
        return (real * np.logaddexp(0, -logit) + fake * np.logaddexp(0, logit)) / scale

    found: Any = minimize_scalar(cost, bracket=(-1, 1), tol=1e-12)
    return float(expit(found.x))


def check(data: Data) -> Iterator[Feature]:
    x, alpha, beta = data["x"], data["alpha"], data["beta"]
    yield same("alpha and beta", (alpha, beta), (ALPHA, BETA))
    yield close("x", x, np.arange(-350, 675, 5) / 100, within=1e-15, because="one rounding")
    for name, at in (("p", 0), ("q", 3)):
        density = np.exp(-((x - at) ** 2) / 2) / np.sqrt(2 * np.pi)
        yield close(f"{name}: normal about {at}", data[name], density, within=1e-15, because="roundings below 0.4")
    because, d = "roundings of numbers below 1", expit(4.5 - 3 * x)  # log p/q = (x - 3)^2/2 - x^2/2
    plain, one, two = (data[name] for name in ("plain", "one_sided", "two_sided"))
    yield close("no smoothing: the logistic function of log p/q", plain, d, within=4e-15, because=because)
    yield close("one-sided over 1 - alpha: the same", one / (1 - alpha), d, within=4e-15, because=because)
    yield close("two-sided less one-sided: beta (1 - D*)", two - one, beta * (1 - d), within=4e-15, because=because)
    because, ends = "p/q is above exp(15), or below exp(-15.5)", np.stack([plain, one, two])[:, [0, -1]]
    limits = [[1, 0], [1 - alpha, 0], [1 - alpha, beta]]
    yield close("limits: 1, 0; 1 - alpha, 0; 1 - alpha, beta", ends, limits, within=2e-6, because=because)
    middle, because = [each[x == 1.5].sum() for each in (plain, one, two)], "rounding"
    halves = [1 / 2, (1 - alpha) / 2, (1 - alpha + beta) / 2]
    yield close("where p = q: halves of 1, 1 - alpha, 1 - alpha + beta", middle, halves, within=1e-15, because=because)
    yield close("places of the dots", data["few"], X[EVERY], within=0, because="the same numbers")
    because = "values that differ by 1e-16 leave a flat maximum open by 1e-8 or so"
    yield close("one-sided: the best answers, by search", data["best_one"], one[EVERY], within=1e-6, because=because)
    yield close("two-sided: the best answers, by search", data["best_two"], two[EVERY], within=1e-6, because=because)


def draw(ax: Any, data: Data) -> None:
    x, alpha, beta = data["x"], data["alpha"], data["beta"]
    ax.fill_between(x, data["p"], color=DATA, alpha=0.15, linewidth=0)
    ax.fill_between(x, data["q"], color=MODEL, alpha=0.15, linewidth=0)
    ax.plot(x, data["plain"], color=MUTED, linestyle=":", label=r"no smoothing: $p/(p+q)$")
    ax.plot(x, data["one_sided"], color=THEORY, label=rf"one-sided, $\alpha = {alpha:g}$")
    ax.plot(x, data["two_sided"], color=THEORY, linestyle="--", label=rf"two-sided, $\alpha = \beta = {beta:g}$")
    ax.plot(data["few"], data["best_one"], "o", color=NUMERICS, label="best answer, by search")
    ax.plot(data["few"], data["best_two"], "o", color=NUMERICS)
    ax.text(0, 0.06, r"$p_{\mathrm{data}}$", ha="center", color=DATA)
    ax.text(3.3, 0.08, "$p_g$", ha="center", color=MODEL)
    ax.text(6.7, beta + 0.03, r"$\beta$: fakes are rewarded", color=THEORY, ha="right")
    ax.text(-3.4, 1 - alpha - 0.08, r"$1 - \alpha$", color=THEORY)
    ax.set(xlabel="$x$", ylabel=r"$D^*(x)$, and densities", xlim=(-3.5, 6.75), ylim=(0, 1.05))
    ax.legend(loc="upper right")
