"""Question  One Gaussian, two modes: what does each measure of closeness make of it?
Claim     js-vs-kl-fits, forward-kl-moment-matching, reverse-kl-mode-seeking
Answer    KL covers both modes; reverse KL and the log-D trick keep the heavier one alone. JSD and MMD stand between.
          (Dashed: one and two deviations of the fit.)
Slide     003 What is the difference between JS and KL divergences?; 003 Mode covering vs mode seeking
Listed    fig-js-vs-kl-fit, numeric
Make      python -m figures js-vs-kl-fit
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from figures.runs.js_vs_kl_fit import MEASURES, densities, fitted
from figures.stage.colours import DATA, MODEL
from figures.stage.feature import Feature, below, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from numerics import Mixture, Normal
from numerics.fits import JSD, LOG_D, REVERSE_KL, forward_projection, local_minima

PANELS = (2, 3)
WEIGHTS, CENTRES = [0.6, 0.4], [[-1.8, -1.35], [1.8, 1.35]]  # of p: modes of variance 1, 9/4 from the middle
BANDWIDTH = 2.0  # of MMD's kernel
ON_THE_LINE, COMPARED = (Fraction(1, 2), Fraction(7, 10)), ("KL", "JSD", "log-D", "reverse KL")
NAMES = {
    "KL": r"$\mathrm{KL}(p_{\mathrm{data}}\,\|\,p_g)$",
    "reverse KL": r"$\mathrm{KL}(p_g\,\|\,p_{\mathrm{data}})$",
    "log-D": r"$\log D$ trick",
}


def data() -> Data:
    x, y = np.arange(-56, 57) / 8, np.arange(-48, 49) / 8
    places = np.stack(np.meshgrid(x, y), -1)
    p = sum(w * np.exp(-np.sum((places - a) ** 2, -1) / 2) / (2 * np.pi) for w, a in zip(WEIGHTS, CENTRES, strict=True))
    fits = remembered(fitted, weights=WEIGHTS, centres=CENTRES, bandwidth=BANDWIDTH, reach=16.0, step=0.25)
    return {"x": x, "y": y, "p": p, "measures": np.array(MEASURES), "means": fits["means"], "sds": fits["sds"],
            "values": fits["values"], "on_the_line": np.array([_line(weight) for weight in ON_THE_LINE])}  # fmt: skip


def _line(weight: Fraction) -> list[list[float]]:
    """The same programme in one dimension: for each of COMPARED, |mean|, deviation and value."""
    weights = [float(weight), 1 - float(weight)]
    fits = remembered(fitted, weights=weights, centres=[[-3.0], [3.0]], bandwidth=BANDWIDTH, reach=40.0, step=0.1)
    places = [MEASURES.index(name) for name in COMPARED]  # two equal modes are equally good: the side does not count
    return [[abs(float(fits["means"][k, 0])), float(fits["sds"][k]), float(fits["values"][k])] for k in places]


def check(data: Data) -> Iterator[Feature]:
    x, y, p, means, sds = (data[each] for each in ("x", "y", "p", "means", "sds"))
    yield same("the map's columns: eighths", x, np.arange(-56, 57) / 8)
    yield same("its rows", y, np.arange(-48, 49) / 8)
    normals = [np.multiply.outer(Normal(b, 1).density(y), Normal(a, 1).density(x)) for a, b in CENTRES]
    yield close("p is 6 parts of one mode and 4 of the other", p, 0.6 * normals[0] + 0.4 * normals[1], within=1e-15,
                because="roundings of numbers below 0.12")  # fmt: skip
    yield same("the measures", [str(each) for each in data["measures"]], list(MEASURES))
    for k, name in enumerate(MEASURES):
        value, slopes = _elsewhere(name, means[k], sds[k])
        yield below(f"{name}: largest slope at its optimum, by another rule", np.abs(slopes), 1e-8,
                    because="the list of figures asks for that; the rule errs by less than 1e-10")  # fmt: skip
        yield close(f"{name}: value there", data["values"][k], value, within=1e-9, because="the error of either rule")
    spread = 0.6 * 0.4 * 4.5**2  # of the two centres about the mean
    yield close("KL matches the mean", means[0], [-0.36, -0.27], within=1e-9, because="slopes are below 1e-8")
    yield close("and the mean variance", sds[0], np.sqrt(1 + spread / 2), within=1e-9, because="the same")
    yield close("all means lie on the line through the modes", means @ [-0.6, 0.8], np.zeros(5), within=1e-8,
                because="mirror images have equal values; the slopes are below 1e-8")  # fmt: skip
    along = means @ [0.8, 0.6]
    yield below("log-D, reverse KL: distance from the heavy mode", np.abs(along[3:] + 2.25), 0.2,
                because="they sit on it, a fifth of its deviation off at most")  # fmt: skip
    far = np.abs(along[0] - [-2.25, 2.25]) / sds[0]
    yield below(
        "KL covers: distance from either mode, in deviations", far, 2.0, because="both are inside the outer circle"
    )
    yield below("from panel to panel: steps of the mean", np.diff(along), 0.0, because="they go towards the heavy mode")
    yield below("deviations of reverse KL and log-D, less those of the others", sds[3:].max() - sds[:3].min(), -0.3,
                because="'stand between' shall be seen")  # fmt: skip
    for says, found, wanted in zip(ON_THE_LINE, data["on_the_line"], _by_fits(), strict=True):
        yield close(f"the same programme on the line, weight {says}, against numerics.fits (R10)", found, wanted,
                    within=1e-8, because="the accuracy of numerics.fits")  # fmt: skip


def _elsewhere(name: str, mean: np.ndarray, sd: float) -> tuple[float, np.ndarray]:
    """Value and slopes in polar coordinates around the mean: Gauss-Legendre outwards, trapezoids around."""
    if name == "MMD":
        return _mmd(mean, sd)
    nodes, rule = np.polynomial.legendre.leggauss(300)
    r, angle = (nodes + 1) * 9, np.arange(200) * 2 * np.pi / 200
    apart = r[:, None, None] * np.stack([np.cos(angle), np.sin(angle)], -1)
    area = (rule * 9 * r)[:, None] * 2 * np.pi / 200
    parts = [np.log(w) - np.sum((apart + mean - a) ** 2, -1) / 2 for w, a in zip(WEIGHTS, CENTRES, strict=True)]
    log_p = np.logaddexp(*parts)
    log_q = -np.sum(apart**2, -1) / (2 * sd**2) - 2 * np.log(sd)
    integrand, w = densities(name, log_p - np.log(2 * np.pi), log_q - np.log(2 * np.pi))
    scores = [*np.moveaxis(apart / sd**2, -1, 0), (np.sum(apart**2, -1) / sd**2 - 2) / sd]
    return float(np.sum(integrand * area)), np.array([np.sum(w * score * area) for score in scores])


def _mmd(mean: np.ndarray, sd: float) -> tuple[float, np.ndarray]:
    """The double integral of the kernel times p - q at both ends, by the trapezoid rule on a square, whose kernel is a
    matrix for each direction; no closed form is used.  Slopes: twice the integral of kernel, p - q and -dq."""
    line, step = np.arange(-64, 65) / 4, 1 / 4
    kernel = np.exp(-((line[:, None] - line) ** 2) / (2 * BANDWIDTH**2))
    bells = [np.multiply.outer(Normal(b, 1).density(line), Normal(a, 1).density(line)) for a, b in CENTRES]
    right, up = np.meshgrid(line - mean[0], line - mean[1])
    q = np.exp(-(right**2 + up**2) / (2 * sd**2)) / (2 * np.pi * sd**2)
    less = WEIGHTS[0] * bells[0] + WEIGHTS[1] * bells[1] - q
    seen = kernel @ less @ kernel * step**4
    scores = [right / sd**2, up / sd**2, ((right**2 + up**2) / sd**2 - 2) / sd]
    return float(np.sum(seen * less)), np.array([-2 * np.sum(seen * q * score) for score in scores])


@cache
def _by_fits() -> np.ndarray:
    """What numerics.fits finds in place of _line, for each of ON_THE_LINE."""
    found = []
    for weight in ON_THE_LINE:
        p = Mixture([weight, 1 - weight], [Normal(-3, 1), Normal(3, 1)])
        best = forward_projection(p)
        lowest = [local_minima(p, blend, starts=(3, 3))[0] for blend in (JSD, LOG_D, REVERSE_KL)]
        by_kl = [abs(float(best.mean)), float(best.variance) ** 0.5, float(best.value)]
        found.append([by_kl, *([abs(each.mean), each.sd, each.value] for each in lowest)])
    return np.array(found)


def draw(axes: Any, data: Data) -> None:
    panels = axes.flat
    for k, panel in enumerate(panels):
        for level in (0.004, 0.014, 0.03, 0.05, 0.075):  # the more p, the more of these lie on each other
            panel.contourf(data["x"], data["y"], data["p"], levels=[level, 1], colors=[DATA], alpha=0.16)
        panel.set(xlim=(-5.6, 4.8), ylim=(-4.7, 3.9), aspect="equal")
        panel.axis("off")
        if k == 0:
            panel.set_title(r"$p_{\mathrm{data}}$: weights 6 : 4", fontsize="medium")
            panel.text(4.7, -4.6, "dashed: fit,\n1 and 2\ndeviations", ha="right", color=MODEL, fontsize="small")
            continue
        angle = np.linspace(0, 2 * np.pi, 200)
        mean, sd = data["means"][k - 1], data["sds"][k - 1]
        for radius, alpha in ((2 * sd, 0.08), (sd, 0.2)):
            circle = mean[0] + radius * np.cos(angle), mean[1] + radius * np.sin(angle)
            panel.fill(*circle, color=MODEL, alpha=alpha, linewidth=0)
            panel.plot(*circle, color=MODEL, linestyle="--", linewidth=1.5)
        name = str(data["measures"][k - 1])
        panel.set_title(NAMES.get(name, name), color=MODEL)
