"""Question  What do D and G learn in turn, until they cannot learn any more?
Claim     optimal-discriminator, dstar-half, gradient-of-d-guides-g, algorithm-1
Answer    D climbs to p/(p + q); its slope tells G where to go; when q comes to p, D and D* come to 1/2.
Slide     002 GAN: Implicitly define the model; 002 End of an ideal training; 003 Vanila GAN
Listed    fig-gan-fig1, numeric
Make      python -m figures optimal-discriminator

The picture is Figure 1 of Goodfellow et al. 2014, from a run of Algorithm 1: D is a network, G(z) = mean + sd z, and so
q is known exactly.  The arrows start at equally likely values of the noise z.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import NormalDist
from typing import Any

import numpy as np

from figures.runs.optimal_discriminator import algorithm_1
from figures.runs.without_torch import answers
from figures.stage.colours import DATA, INK, MODEL, MUTED, THEORY, TRAINING
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from numerics.closed_forms import gaussian_w1
from numerics.laws import Normal

PANELS = (1, 4)
X = np.arange(-80, 81) / 20
LEVELS = (np.arange(13) + 0.5) / 13  # of the noise: 13 equally likely values
START, FEW, ALONE, STEPS, FRAMES = [-1.8, 0.6], 3, 600, 300, 30
MOMENTS = [0, 1, 5, FRAMES + 1]  # the frames of panels a to d
FLAT = 0.05  # by which the certificate of gan_small lets D be off on average, and G in the units of p: 0.15


def data() -> Data:
    noise = [NormalDist().inv_cdf(u) for u in LEVELS]
    run = remembered(algorithm_1, start=START, few=FEW, alone=ALONE, steps=STEPS, frames=FRAMES, x=X.tolist(), z=noise)
    p = Normal(0, 1).density(X)
    q = np.stack([Normal(m, s).density(X) for m, s in zip(run["mean"], run["sd"], strict=True)])
    return {
        "x": X, "p": p, "q": q, "best": p / (p + q), "noise": np.array(noise),
        "trained": 1 / (1 + np.exp(-run["logits"])),
        **{name: run[name] for name in ("updates", "mean", "sd", "fakes", "parameters")},
    }  # fmt: skip


def check(data: Data) -> Iterator[Feature]:
    x, mean, sd, best = data["x"], data["mean"][:, None], data["sd"][:, None], data["best"]
    yield close("the places where D is asked", x, np.linspace(-4, 4, 161), within=1e-14, because="roundings")
    yield close("p is N(0, 1)", data["p"], np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi), within=1e-15, because="roundings")
    yield close("q is N(mean, sd^2), relative", np.log(data["q"]), _log_q(x, mean, sd),
                within=1e-13, because="some 100 roundings of 1.1e-16 in exponents up to 60")  # fmt: skip
    odds = -(x**2) / 2 - np.log(2 * np.pi) / 2 - _log_q(x, mean, sd)
    yield close("D* = p/(p + q) is the sigmoid of log p - log q", best, 1 / (1 + np.exp(-odds)),
                within=1e-12, because="the list of figures; exponents up to 60 lose 60 roundings")  # fmt: skip
    yield close("noise at equally likely levels", [NormalDist().cdf(z) for z in data["noise"]], LEVELS,
                within=1e-14, because="the quantile function is good to 1e-15 of a level")  # fmt: skip
    yield close("the arrows end at G(z)", data["fakes"], mean + sd * data["noise"],
                within=1e-14, because="a product and a sum of numbers below 4")  # fmt: skip
    again = answers(data["parameters"], x[:, None])
    yield close("D of the run, its network computed again", data["trained"], 1 / (1 + np.exp(-again)),
                within=1e-12, because="sums of 32 products, in another order")  # fmt: skip
    yield same("updates of G", data["updates"], np.r_[0, np.arange(FRAMES + 1) * (STEPS // FRAMES)])
    off = [np.average(np.abs(t - b), weights=data["p"] + q)
           for t, b, q in zip(data["trained"], best, data["q"], strict=True)]  # fmt: skip
    yield above("a: D is not yet D*, on average off by", off[0], FLAT, because="the certificate's bar for D")
    yield below("b: D has learnt D*, on average off by", off[1], FLAT, because="the certificate's bar for D")
    fakes, h = data["fakes"][MOMENTS[2]], 1e-6
    slope = (answers(data["parameters"][MOMENTS[2]], fakes[:, None] + h)
             - answers(data["parameters"][MOMENTS[2]], fakes[:, None] - h)) / (2 * h)  # fmt: skip
    yield above("c: slope of D's logit at every fake", slope, 0.0, because="it sends them to the right")
    steps = np.diff(data["mean"][MOMENTS[2] - 1 : MOMENTS[2] + 2])
    yield above("c: mean of q, from frame to frame about c", steps, 0.0, because="and there they go")
    w = [gaussian_w1(0, 1, float(m), abs(float(s))) for m, s in zip(data["mean"], data["sd"], strict=True)]
    yield same("c: q is nearer to p (in W) than in b, and d nearer still", w[1] > w[MOMENTS[2]] > w[-1], True)
    yield below("d: W of q from p, in deviations of p", w[-1], 0.15, because="the certificate's bar for G")
    for name, last in (("D*", best[-1]), ("D of the run", data["trained"][-1])):
        from_half = np.average(np.abs(last - 0.5), weights=data["p"] + data["q"][-1])
        yield below(f"d: {name} is 1/2, on average off by", from_half, FLAT, because="the certificate's bar for D")


def _log_q(x: np.ndarray, mean: np.ndarray, sd: np.ndarray) -> np.ndarray:
    return -(((x - mean) / sd) ** 2) / 2 - np.log(sd) - np.log(2 * np.pi) / 2


def draw(axes: Any, data: Data) -> None:
    titles = ("(a) $D$ learns", "(b) $D$ is $D^*$", "(c) $G$ follows $D$", "(d) $p_g \\approx p_{\\mathrm{data}}$")
    for k, (ax, frame, title) in enumerate(zip(axes, MOMENTS, titles, strict=True)):
        _panel(ax, data, frame, data["best"][frame] if k in (1, 3) else None)
        ax.set_title(title)
        if k:
            ax.set_yticks([])
            ax.spines["left"].set_visible(False)
    axes[0].set_ylabel("density of $x$;  $D(x)$")
    axes[0].text(0.5, 0.44, r"$p_{\mathrm{data}}$", color=DATA)
    axes[0].text(-3.9, 0.6, "$p_g$", color=MODEL)
    axes[0].text(0.6, 0.72, "$D$", color=TRAINING)
    axes[1].text(0.2, 0.72, "$D^*$", color=THEORY)


def _panel(ax: Any, data: Data, frame: int, exact: np.ndarray | None) -> None:
    x = data["x"]
    ax.axhline(0.5, color=MUTED, linewidth=0.8, linestyle=":")
    ax.plot(x, data["trained"][frame], color=TRAINING, linewidth=5, alpha=0.5, label="$D$")
    if exact is not None:
        ax.plot(x, exact, color=THEORY, label="$D^*$")
    ax.plot(x, data["p"], color=DATA, label=r"$p_{\mathrm{data}}$")
    ax.plot(x, data["q"][frame], color=MODEL, linestyle="--", label="$p_g$")
    ax.plot([-4, 4], [-0.1, -0.1], [-4, 4], [-0.5, -0.5], color=INK, linewidth=0.8)
    for level, fake in zip(LEVELS, data["fakes"][frame], strict=True):
        arrow = {"arrowstyle": "->", "color": MODEL, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", (fake, -0.11), (8 * level - 4, -0.5), arrowprops=arrow)
    ax.set(xlim=(-4.1, 4.1), ylim=(-0.55, 1.04), xticks=[-3, 0, 3], xlabel="$x$")
    ax.set_yticks([-0.5, 0, 0.5, 1], ["$z$", "0", "0.5", "1"])
    ax.spines["left"].set_bounds(0, 1)


def animate(axes: Any, data: Data, t: float) -> None:
    """The run as it went: D learns alone, then both play."""
    for ax in axes[1:]:
        ax.remove()
    ax, frame = axes[0], min(int(t * len(data["updates"])), len(data["updates"]) - 1)
    ax.set_subplotspec(ax.get_gridspec()[:, :])
    _panel(ax, data, frame, data["best"][frame])
    ax.set(ylabel="density of $x$;  $D(x)$")
    ax.set_title(f"updates of $G$: {int(data['updates'][frame])}")
    ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=4, borderaxespad=0)
