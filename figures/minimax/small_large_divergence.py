"""Question  What does the largest value of V tell about how far apart two laws are?
Claim     divergence-seen-by-d, divergence-seen-by-d-trained, v-at-dstar, any-discriminator-bounds-jsd
Answer    Laws that are close: D cannot tell them apart, and max V is near -log 4. Laws that are far: it can, and max V
          is near 0.
Slide     002 GAN as JSD minimization
Listed    fig-small-large-divergence, numeric
Make      python -m figures small-large-divergence
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.runs.small_large_divergence import two_clouds
from figures.runs.without_torch import answers
from figures.stage.colours import DATA, MODEL, MUTED, THEORY, TRAINING
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from numerics.certified import certified_value
from numerics.laws import Normal

PANELS = (1, 3)
SHOWN = [0.5, 5.0]
APART, MEMBERS, STEPS, POINTS = [0.5, 1.0, 2.0, 3.0, 5.0], 4, 1000, 50
X, Y = np.linspace(-3.5, 8.5, 61), np.linspace(-3.5, 3.5, 36)
LEVELS = [0.3, 0.5, 0.7]
CURVE = np.r_[np.arange(16) / 8, np.arange(8, 25) / 4]


def data() -> Data:
    run = remembered(two_clouds, apart=APART, members=MEMBERS, steps=STEPS, x=X.tolist(), y=Y.tolist())
    rng = np.random.default_rng(0)
    real, noise = rng.standard_normal((POINTS, 2)), rng.standard_normal((POINTS, 2))
    chosen = [APART.index(d) for d in SHOWN]
    return {
        "real": real, "fake": np.stack([noise + np.array([d, 0]) for d in SHOWN]), "x": X, "y": Y,
        "lines": np.array([[d / 2 - np.log(c / (1 - c)) / d for c in LEVELS] for d in SHOWN]),
        "logits": run["logits"][chosen], "parameters": run["parameters"],
        "apart": np.array(APART), "trained": _values(run["parameters"], np.array(APART)),
        "distance": CURVE, "best": np.array([_best(d) for d in CURVE]), "shown": np.array(SHOWN),
        "best_shown": np.array([_best(d) for d in SHOWN]),
    }  # fmt: skip


def _best(d: float) -> float:
    """max V; one coordinate is enough, as the other has one law on both sides."""
    return float(certified_value(Normal(0, 1), Normal(d, 1), digits=17)) if d else -np.log(4)


def _values(parameters: np.ndarray, apart: np.ndarray, step: float = 0.2) -> np.ndarray:
    """V(D) of every trained D, over both laws themselves: the midpoint rule on a box that leaves out 1e-7 of them."""
    side = np.arange(-5.5 + step / 2, 5.5, step)
    points = np.stack(np.meshgrid(side, side), -1).reshape(-1, 2)
    weights = np.exp(-(points**2).sum(-1) / 2) / (2 * np.pi) * step**2
    found = []
    for of_d, d in zip(parameters, apart, strict=True):
        on_real, on_fake = answers(of_d, points[None]), answers(of_d, (points + np.array([d, 0]))[None])
        found.append(-(np.logaddexp(0, -on_real) + np.logaddexp(0, on_fake)) @ weights)
    return np.array(found)


def check(data: Data) -> Iterator[Feature]:
    rng, d = np.random.default_rng(0), data["shown"]
    yield same("the distances of the pictures", d, np.array(SHOWN))
    yield same("the stars of the data are 50 draws of N(0, I)", data["real"], rng.standard_normal((POINTS, 2)))
    noise = rng.standard_normal((POINTS, 2))
    yield close("those of G are 50 draws, moved", data["fake"] - np.array([[[a, 0]] for a in SHOWN]), [noise, noise],
                within=1e-15, because="a rounding of numbers below 8")  # fmt: skip
    odds = d[:, None] ** 2 / 2 - d[:, None] * data["lines"]
    yield close("on its lines D* is 0.3, 0.5, 0.7", 1 / (1 + np.exp(-odds)), [LEVELS, LEVELS],
                within=1e-14, because="roundings")  # fmt: skip
    grid = np.stack(np.meshgrid(X, Y), -1)
    yield close(
        "across, where the trained D is drawn", data["x"], np.arange(-35, 86, 2) / 10, within=1e-14, because="roundings"
    )
    yield close("and up", data["y"], np.arange(-35, 36, 2) / 10, within=1e-14, because="roundings")
    of = [data["parameters"][APART.index(a), 0] for a in SHOWN]
    yield close("the trained D, its network computed again", data["logits"], [answers(theta, grid) for theta in of],
                within=1e-10, because="sums of 32 products in another order, logits up to 100")  # fmt: skip
    yield same("the distances of the trained D", data["apart"], np.array(APART))
    yield close("V of every trained D, on a grid twice as fine", data["trained"],
                _values(data["parameters"], np.array(APART), 0.1), within=2e-3,
                because="kinks of the logit: step^2/24 times second derivatives of order 1")  # fmt: skip
    yield same("distances of the curve", data["distance"], np.r_[np.linspace(0, 1.875, 16), np.linspace(2, 6, 17)])
    yield close("max V along the curve, by the trapezoid rule", data["best"], _trapezoid(data["distance"]),
                within=1e-13, because="analytic integrands: only roundings of 4000 terms are left")  # fmt: skip
    yield close("max V at distance 1: table R1", data["best"][8], -1.16345139675041825939,
                within=4e-16, because="a rounding")  # fmt: skip
    yield close("max V of the pictures", data["best_shown"], _trapezoid(d), within=1e-13, because="the same")
    yield below("close laws: max V less -log 4", data["best_shown"][0] + np.log(4), 0.07,
                because="2 JSD at 0.5 is 0.061")  # fmt: skip
    yield above("far laws: max V", data["best_shown"][1], -0.07, because="2 JSD at 5 is log 4 - 0.034")
    top = _trapezoid(np.array(APART))[:, None]
    yield below("no trained D exceeds max V", data["trained"] - top, 2e-3, because="V is the largest; the grid's error")
    yield above("and none is far below", data["trained"] - top, -0.02,
                because="what the certificate lets a loss be off")  # fmt: skip


def _trapezoid(distance: np.ndarray) -> np.ndarray:
    """E_p log D* + E_q log(1 - D*) on the line; both terms are equal, by the mirror at the middle."""
    x = np.arange(-2400, 2401) / 200
    p = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi) / 200
    d = distance[:, None]
    return -2 * (p * np.logaddexp(0, d * x - d**2 / 2)).sum(-1)


def draw(axes: Any, data: Data) -> None:
    *planes, values = axes
    for k, (ax, name) in enumerate(zip(planes, ("close", "far"), strict=True)):
        ax.contour(data["x"], data["y"], data["logits"][k], np.log(LEVELS) - np.log(1 - np.array(LEVELS)),
                   colors=TRAINING, linewidths=4, alpha=0.5, linestyles="solid")  # fmt: skip
        for at in data["lines"][k]:
            ax.axvline(at, color=THEORY, linewidth=1.2)
        ax.plot(*data["real"].T, "*", color=DATA, markeredgewidth=0)
        ax.plot(*data["fake"][k].T, "*", color=MODEL, fillstyle="none", markeredgewidth=0.8)
        ax.set(xlim=(-3.5, 8.5), ylim=(-3.5, 3.5), xticks=[0, 5], yticks=[], xlabel="$x_1$")
        ax.set_title(f"{name}: max $V$ = ${data['best_shown'][k]:.3f}$")
    for handle in (("*", DATA, "full", r"$p_{\mathrm{data}}$"), ("*", MODEL, "none", "$p_g$")):
        planes[0].plot([], [], handle[0], color=handle[1], fillstyle=handle[2], label=handle[3])
    planes[0].plot([], [], color=THEORY, linewidth=1.2, label="$D^*$")
    planes[0].plot([], [], color=TRAINING, linewidth=4, alpha=0.5, label="$D$")
    planes[0].legend(loc="upper right", handlelength=1)
    said = f"lines: $D$ is\n{', '.join(map(str, LEVELS))}"
    planes[0].text(8.4, -3.2, said, ha="right", fontsize="small")
    planes[0].set_ylabel("$x_2$")
    values.axhline(-np.log(4), color=MUTED, linewidth=0.8, linestyle=":")
    values.plot(data["distance"], data["best"], color=THEORY)
    values.plot(data["apart"], data["trained"], "_", color=TRAINING, markersize=9, markeredgewidth=2)
    values.set(xlabel="distance of the means", ylabel="$V$ (nats)", xticks=[0, 2, 4, 6])
    values.set(ylim=(-1.5, 0.1), yticks=[-1, -0.5, 0])
    values.text(3.3, -np.log(4) + 0.02, r"$-\log 4$", color=MUTED)
