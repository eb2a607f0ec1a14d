"""Question  What does the forward KL charge for a mode that the model leaves out?
Claim     forward-kl-infinite, forward-kl-zero-avoiding
Answer    A Gaussian on one of two modes pays 8.3 nats: 8.65 at the mode that it leaves out, less (log 2)/2 at its own.
          That is large and finite; a model that is exactly 0 there pays infinity.
Slide     000 Forward KL-Div; 000 KL fails to measure when there is NO-OVERLAP
Listed    fig-forward-kl-blowup, numeric
Make      python -m figures forward-kl-blowup
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from figures.stage.colours import DATA, INK, MODEL, MUTED, PAPER, THEORY
from figures.stage.feature import Feature, close, same
from figures.stage.page import Data
from numerics import Mixture, Normal, Uniform, certified_kl
from theory.divergences import gaussian_mixtures
from theory.divergences.finite_values import INFINITE
from theory.divergences.finite_values import kl as finite_kl

PANELS = (2, 2)
STEP = 1 / 32
P = Mixture([Fraction(1, 2)] * 2, [Normal(-3, 1), Normal(3, 1)])
GAUSSIAN, COMPACT = Normal(3, 1), Uniform(1, 5)


def data() -> Data:
    x = np.arange(-480, 481) * STEP
    p, gaussian, compact = P.density(x), GAUSSIAN.density(x), COMPACT.density(x)
    with np.errstate(divide="ignore"):  # p log(p/0) is infinite
        return {
            "x": x,
            "p": p,
            "gaussian": gaussian,
            "compact": compact,
            "finite": p * np.log(p / gaussian),
            "infinite": p * np.log(p / compact),
            "value_gaussian": float(certified_kl(P, GAUSSIAN)),
            "value_compact": float(certified_kl(P, COMPACT)),
        }


def check(data: Data) -> Iterator[Feature]:
    x, p = data["x"], data["p"]
    sums = "961 terms of the trapezoid rule, each below 0.3 x^2 / 32 < 3: rounding; the tails beyond 15 are below 1e-30"
    yield close("steps of x", np.diff(x), STEP, within=0, because="parts of 32 are exact")
    for name, law, mean, square in (("P", p, 0, 10), ("Gaussian Q", data["gaussian"], 3, 10)):
        for what, weight, wanted in (("mass", np.ones_like(x), 1), ("mean", x, mean), ("square", x**2, square)):
            yield close(f"{name}: {what}", float(np.sum(law * weight) * STEP), wanted, within=1e-12, because=sums)
    yield close("P has a mode as high at -3 as at 3", p[x == -3], p[x == 3], within=0, because="mirror images")
    on = (x >= 1) & (x <= 5)
    yield same("compact Q is 1/4 on [1, 5] and 0 elsewhere", data["compact"], np.where(on, 0.25, 0.0))
    yield same("its integrand is infinite exactly where it is 0, for P never is", np.isinf(data["infinite"]), ~on)
    log_p = np.logaddexp(-((x + 3) ** 2) / 2, -((x - 3) ** 2) / 2) - np.log(2 * np.sqrt(2 * np.pi))
    log_q = -((x - 3) ** 2) / 2 - np.log(np.sqrt(2 * np.pi))
    tiny = "roundings of logarithms up to 170, times a density below 0.2; p itself is rounded alike"
    yield close("integrand with the Gaussian, by logarithms", data["finite"], np.exp(log_p) * (log_p - log_q),
                within=1e-13, because=tiny)  # fmt: skip
    yield close("integrand with the compact Q", data["infinite"][on], (np.exp(log_p) * (log_p + np.log(4)))[on],
                within=1e-13, because=tiny)  # fmt: skip
    yield close("area under the Gaussian's integrand", float(np.sum(data["finite"]) * STEP), data["value_gaussian"],
                within=1e-11, because=sums)  # fmt: skip
    ball = gaussian_mixtures.kl(gaussian_mixtures.two_modes(3), gaussian_mixtures.normal(3, 1))
    yield close(f"KL, from the theory's ball ({ball.str(10)})", data["value_gaussian"], float(ball), within=4e-15,
                because="two roundings of a number between 8 and 16")  # fmt: skip
    halves = [float(np.sum(data["finite"][side]) * STEP) for side in (x < 0, x > 0)]  # at 0 it is 0: there p = q
    bends = "by Phi(-3) = 0.00135 at most, as p = q/2 (1 + exp(-6 x)), and by the sum's end at 0: 1e-5"
    yield close("what its own mode gives back, x > 0: (log 2)/2", halves[1], -np.log(2) / 2, within=0.0014,
                because=bends)  # fmt: skip
    yield close("what the missed mode costs, x < 0", halves[0], float(ball) + np.log(2) / 2, within=0.0014,
                because=bends)  # fmt: skip
    cells = finite_kl((Fraction(1, 2), Fraction(1, 2)), (Fraction(1), Fraction(0)))
    yield same("KL to the compact Q: that of two cells of which Q leaves one out", data["value_compact"],
               np.inf if cells == INFINITE else float(cells))  # fmt: skip


def draw(axes: Any, data: Data) -> None:
    x, top = data["x"], 4.0
    for column, name, integrand, label in (
        (axes[:, 0], "gaussian", "finite", "Gaussian $Q$"),
        (axes[:, 1], "compact", "infinite", "$Q = 0$ outside [1, 5]"),
    ):
        laws, cost = column
        laws.plot(x, data["p"], color=DATA)
        laws.plot(x, data[name], color=MODEL, linestyle="--", drawstyle="steps-mid")
        laws.text(-3, 0.22, "$P$", ha="center", color=DATA)
        laws.text(3, 0.42, label, ha="center", color=MODEL)
        laws.set(ylim=(0, 0.52), yticks=[0, 0.4])
        y = data[integrand]
        known = np.isfinite(y)
        cost.plot(x[known], y[known], color=THEORY)
        cost.fill_between(x, np.where(known, y, 0), color=THEORY, alpha=0.25, linewidth=0)
        cost.fill_between(x, 0, top, where=~known, facecolor="none", edgecolor=MUTED, hatch="////", linewidth=0)
        cost.axhline(0, color=INK, linewidth=0.8)
        laws.sharex(cost)
        laws.tick_params(labelbottom=False)
        cost.set(xlim=(-6.5, 6.5), ylim=(-0.4, top), xticks=[-3, 3], xlabel="$x$", yticks=[0, 2, 4])
    for one, other in axes:
        other.sharey(one)
    axes[0, 0].set(ylabel="density")
    axes[1, 0].set(ylabel=r"$P\,\log\,P/Q$ (nats)")
    plate = {"facecolor": PAPER, "edgecolor": "none", "pad": 3}
    axes[1, 0].text(6.3, 3.4, rf"$\mathrm{{KL}}(P\,\|\,Q) = {data['value_gaussian']:.4f}$", ha="right", va="center")
    axes[1, 1].text(-2.8, 2, r"$\mathrm{KL}(P\,\|\,Q) = \infty$", ha="center", va="center", bbox=plate)
