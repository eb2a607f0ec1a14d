"""Question  Which single Gaussian has the least reverse KL to two modes?
Claim     reverse-kl-mode-seeking, reverse-kl-zero-forcing, mode-collapse-from-asymmetry
Answer    One that sits on a mode, either mode, at just under log 2. A third minimum lies between them, where the
          Gaussian covers both, and is worse.
Slide     000 Reverse KL-Div; 000 R-KL => Mode seeking; 003 Mode covering vs mode seeking
Listed    fig-reverse-kl-fit, numeric
Make      python -m figures reverse-kl-fit
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from figures.stage.colours import DATA, MODEL, NUMERICS, PAPER, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from numerics import Mixture, Normal
from numerics.fits import REVERSE_KL, Landscape, certified_minimum, local_minima
from theory.divergences.gaussian_mixtures import kl, normal, two_modes

PANELS = (1, 2)
STEP = 1 / 16
P = Mixture([Fraction(1, 2)] * 2, [Normal(-3, 1), Normal(3, 1)])
LEVELS = np.array([0.75, 0.88, 0.95, 1.1, 1.4, 2, 3.5, 7])  # where the map has lines (nats)


def data() -> Data:
    x, wide = np.arange(-192, 193) * STEP, np.arange(-352, 353) * 2 * STEP  # ten deviations beyond the widest Gaussian
    mu, s = np.arange(-32, 33) / 8, np.arange(6, 65) / 16
    log_p = np.logaddexp(-((wide + 3) ** 2) / 2, -((wide - 3) ** 2) / 2) - np.log(2)
    log_q = -((wide - mu[:, None]) ** 2) / (2 * s[:, None, None] ** 2) - np.log(s[:, None, None])
    surface = np.sum(np.exp(log_q) * (log_q - log_p), axis=-1) * 2 * STEP / np.sqrt(2 * np.pi)
    near = sorted(local_minima(P, REVERSE_KL, starts=(3, 3)), key=lambda each: each.mean)
    minima = [certified_minimum(P, REVERSE_KL, each) for each in near]
    means, sds = (np.array([float(getattr(each, name)) for each in minima]) for name in ("mean", "sd"))
    return {
        "x": x,
        "p": P.density(x),
        "q": np.exp(-(((x - means[:, None]) / sds[:, None]) ** 2) / 2) / (sds[:, None] * np.sqrt(2 * np.pi)),
        "means": means,
        "sds": sds,
        "values": np.array([float(each.value) for each in minima]),
        "mu": mu,
        "s": s,
        "kl": surface,
    }


def _bottoms(mu: np.ndarray, s: np.ndarray, surface: np.ndarray) -> list[tuple[float, float]]:
    """The places of a map that are lower than their eight neighbours, from left to right."""
    inner, (n, m) = surface[1:-1, 1:-1], surface.shape
    around = [surface[1 + a : n - 1 + a, 1 + b : m - 1 + b] for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b]
    rows, columns = np.nonzero(np.all([inner < each for each in around], axis=0))
    return sorted((float(mu[j + 1]), float(s[i + 1])) for i, j in zip(rows, columns, strict=True))


def check(data: Data) -> Iterator[Feature]:
    x, p, mu, s, surface = (data[each] for each in ("x", "p", "mu", "s", "kl"))
    sums = "385 terms of the trapezoid rule: their rounding, times x^2 < 150; beyond 12 is less than 1e-18"
    yield close("steps of x", np.diff(x), STEP, within=0, because="sixteenths are exact")
    for what, weight, wanted in (("mass", np.ones_like(x), 1), ("mean", x, 0), ("variance", x**2, 10)):
        yield close(f"p: {what}", float(np.sum(p * weight) * STEP), wanted, within=1e-12, because=sums)
    yield close("minima: means, from R10", data["means"], [-2.9843059878357420, 0, 2.9843059878357420], within=1e-12,
                because="the radius of the certified box")  # fmt: skip
    yield close("deviations, from R10", data["sds"], [1.0233685596611970, 2.7437693090912137, 1.0233685596611970],
                within=1e-12, because="the same")  # fmt: skip
    theory = [float(kl(normal(Fraction(m), Fraction(d)), two_modes(3)))
              for m, d in zip(data["means"], data["sds"], strict=True) if 0.5 <= d <= 4]  # fmt: skip
    yield close("values, from the theory's balls", data["values"], theory, within=1e-12,
                because="the value's ball is as wide as the certified box")  # fmt: skip
    yield below(
        "value on a mode", data["values"][[0, -1]], np.log(2), because="the price of a far mode that is dropped"
    )
    yield above("value between the modes, less that on one", data["values"][1] - data["values"][[0, -1]], 0.15,
                because="a gap is dear: 0.8406 against 0.6888")  # fmt: skip
    for k, name in enumerate(("left", "middle", "right")):
        wanted = Normal(float(data["means"][k]), float(data["sds"][k])).density(x)
        yield close(f"the {name} Gaussian", data["q"][k], wanted, within=1e-15, because="roundings below 1/2")
    yield same("the map's columns: eighths", mu, np.arange(-32, 33) / 8)
    yield same("its rows: sixteenths", s, np.arange(6, 65) / 16)
    grid = np.column_stack([each.ravel() for each in np.meshgrid(mu[::8], s[2::8])])
    wanted = Landscape(P, REVERSE_KL, deviations=(0.5, 4.0))(grid)[0].reshape(s[2::8].size, 9)
    yield close("the map at every eighth place, from numerics.fits", surface[2::8, ::8], wanted, within=1e-10,
                because="p's zeros are 0.52 off the line: exp(-2 pi 0.52 * 8) = 4e-12, times values to 10")  # fmt: skip
    yield above("the map, less the least value", surface - data["values"].min(), -1e-12, because="none is better")
    found = _bottoms(mu, s, surface)
    yield same("basins of the map", len(found), 3)
    places = np.column_stack([data["means"], data["sds"]])
    yield close("their bottoms are beside the minima", np.array(found[:3]).reshape(-1, 2), places[: len(found)],
                within=0.125, because="a step of the map")  # fmt: skip


def draw(axes: Any, data: Data) -> None:
    fit, plane = axes
    fit.plot(data["x"], data["p"], color=DATA)
    for k, q in enumerate(data["q"]):
        fit.plot(data["x"], q, color=MODEL, linestyle="--" if k != 1 else ":")
    fit.text(-5.0, 0.13, r"$p_{\mathrm{data}}$", ha="right", color=DATA)
    fit.text(4.6, 0.25, "$p_g$", color=MODEL)
    for mean, q, value in zip(data["means"], data["q"], data["values"], strict=True):
        fit.text(mean, q.max() + 0.01, f"{value:.3f}", ha="center", va="bottom", color=NUMERICS)
    fit.set(xlim=(-8, 8), ylim=(0, 0.47), xlabel="$x$", ylabel="density", xticks=[-3, 0, 3], yticks=[0, 0.2, 0.4])
    for level in LEVELS:  # the deeper, the more of these lie on each other
        plane.contourf(data["mu"], data["s"], data["kl"], levels=[0, level], colors=[THEORY], alpha=0.07)
    plane.contour(data["mu"], data["s"], data["kl"], levels=LEVELS, colors=THEORY, linewidths=1, linestyles="-")
    plane.plot(data["means"], data["sds"], "o", color=NUMERICS, markersize=9)
    for mean, sd, value in zip(data["means"], data["sds"], data["values"], strict=True):
        plane.text(mean, sd + 0.2, f"{value:.3f}", ha="center", va="bottom", color=NUMERICS,
                   bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5})  # fmt: skip
    plane.set(xlabel=r"mean $\mu$ of $p_g$", ylabel=r"deviation $\sigma$ of $p_g$", xticks=[-3, 0, 3], yticks=[1, 2, 3],
              title=r"$\mathrm{KL}(p_g\,\|\,p_{\mathrm{data}})$ (nats)")  # fmt: skip
