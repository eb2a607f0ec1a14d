"""Question  Do good samples mean a high likelihood, and a high likelihood good samples?
Claim     likelihood-not-quality, kde-great-samples-poor-likelihood, noise-mixture-likelihood
Answer    Neither. Narrow kernels on the training points draw good samples, and held-out points have next to no density;
          99% noise draws poor ones and loses log 100 at most.
Slide     003 Likelihood based models
Listed    fig-kde-vs-noise, numeric
Make      python -m figures density-estimates
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.special import logsumexp
from scipy.stats import chi2

from figures.stage.colours import DATA, MODEL, NUMERICS
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from theory.likelihood.gaussian_masses import log_density_of_kernels

PANELS = (1, 3)
WIDTHS = (3, 3, 4)
RADIUS, SPREAD = 2.0, 0.05  # eight modes on a ring
SHARE, NOISE = 0.01, 3.0  # of the law in the noisy model, and the noise's deviation
TRAINING, HELD_OUT, DRAWN, NARROW = 64, 256, 400, 1e-3
#: 400 draws of a Gaussian do not tell its deviation to 3%: at the risk below, a quarter is noticed.
BREAKS = {"noisy": 1.25}


def data() -> Data:
    rng = np.random.default_rng(1)
    training, held_out = _ring(rng, TRAINING), _ring(rng, HELD_OUT)
    widths = 10.0 ** (-np.arange(0, 13) / 4)
    rare, noise = rng.random((DRAWN, 1)) < SHARE, NOISE * rng.standard_normal((DRAWN, 2))
    law, other = _log_density(held_out, _centres(), SPREAD), _log_density(held_out, np.zeros((1, 2)), NOISE)
    return {
        "training": training,
        "held_out": held_out,
        "copies": _sorted(training[rng.integers(TRAINING, size=DRAWN)] + NARROW * rng.standard_normal((DRAWN, 2))),
        "noisy": _sorted(np.where(rare, _ring(rng, DRAWN), noise)),
        "widths": widths,
        "kernels": np.array([np.mean(_log_density(held_out, training, each)) for each in widths]),
        "law": float(np.mean(law)),
        "mixture": float(np.mean(np.logaddexp(np.log(SHARE) + law, np.log1p(-SHARE) + other))),
    }


def _centres() -> np.ndarray:
    angles = np.arange(8) * np.pi / 4
    return RADIUS * np.stack([np.cos(angles), np.sin(angles)], -1)


def _ring(rng: np.random.Generator, count: int) -> np.ndarray:
    return _sorted(_centres()[rng.integers(8, size=count)] + SPREAD * rng.standard_normal((count, 2)))


def _sorted(points: np.ndarray) -> np.ndarray:
    """From left to right, so that their order is no accident."""
    return points[np.argsort(points[:, 0])]


def _log_density(x: np.ndarray, centres: np.ndarray, width: float) -> np.ndarray:
    """log of the mean of N(centre, width^2 I) over the centres, at each row of x."""
    square = np.sum((x[:, None] - centres) ** 2, -1)
    scale = np.log(len(centres)) + x.shape[1] / 2 * np.log(2 * np.pi * width**2)
    return logsumexp(-square / (2 * width**2), axis=1) - scale


def check(data: Data) -> Iterator[Feature]:
    training, held_out, widths, kernels = (data[each] for each in ("training", "held_out", "widths", "kernels"))
    yield same("kernel widths: four a decade, from 1 to 1/1000", widths, 10.0 ** (-np.arange(0, 13) / 4))
    for exponent in (1, 2, 3, 4):  # the estimate itself, on the theory's points 0 and 1, asked at 1/2
        ball = log_density_of_kernels((Fraction(0), Fraction(1)), Fraction(1, 10**exponent), Fraction(1, 2))
        found = float(_log_density(np.array([[0.5]]), np.array([[0.0], [1.0]]), 10 ** (-exponent / 2))[0])
        yield close(f"kernels of variance 10^-{exponent} on 0 and 1, at 1/2", found, float(ball), within=2e-12,
                    because="relative roundings of the width's square, times 1246")  # fmt: skip
    by_loop = [np.mean([_slowly(each, training, width) for each in held_out]) for width in widths]
    yield close("held-out log-likelihood of the kernels, point by point", kernels / by_loop, np.ones(13), within=1e-11,
                because="relative roundings of differences near 0.1 of numbers near 2")  # fmt: skip
    bound = -np.mean(_apart(held_out, training) ** 2) / (2 * widths**2) - np.log(2 * np.pi * widths**2)
    yield below("what it exceeds its bound by, relative", (kernels - bound) / np.abs(bound), 1e-11, because="the same")
    yield close("at 1/1000 it is that bound less log 64", kernels[-1], bound[-1] - np.log(TRAINING), within=1.0,
                because="only the nearest kernel counts, of 64; a second one as near adds log 2")  # fmt: skip
    on_law = np.array([_slowly(each, _centres(), SPREAD) for each in held_out])
    noise = np.exp(-np.sum(held_out**2, 1) / 2 / NOISE**2) / (2 * np.pi * NOISE**2)
    mixed, tiny = np.log(SHARE * np.exp(on_law) + (1 - SHARE) * noise), "roundings of numbers up to 20"
    yield close("the law's log-likelihood, point by point", data["law"], np.mean(on_law), within=1e-12, because=tiny)
    yield close("the noisy model's", data["mixture"], np.mean(mixed), within=1e-12, because=tiny)
    yield below("what the noisy model loses at a point (nats)", on_law - mixed, np.log(100),
                because="log(p/100 + ...) > log p - log 100")  # fmt: skip
    yield from _draws(data)
    yield same("yet the likelihoods are in the other order", bool(kernels[-1] < data["mixture"] < data["law"]), True)


def _draws(data: Data) -> Iterator[Feature]:
    """What is seen of the points: each a draw of its law, at a stated risk."""
    for name in ("training", "held_out", "copies", "noisy"):
        yield above(f"steps from left to right: {name}", np.diff(data[name][:, 0]), 0.0, because="they are in order")
    for name in ("training", "held_out"):
        squares = _apart(data[name], _centres()) ** 2 / SPREAD**2
        low, high = chi2.ppf([5e-7, 1 - 5e-7], 2 * len(squares)) / len(squares)
        yield close(f"{name}: mean square distance from a mode, in variances", np.mean(squares), (low + high) / 2,
                    within=(high - low) / 2, because="chi-square, 2 degrees a point: a risk of 1e-6")  # fmt: skip
    copied = _apart(data["copies"], data["training"]) / NARROW
    yield below("a copy's distance from a training point, in widths", copied, np.sqrt(2 * np.log(DRAWN / 1e-6)),
                because="P(|z| > r) = exp(-r^2/2): a risk of 1e-6")  # fmt: skip
    far = data["noisy"][_apart(data["noisy"], _centres()) > 3 * SPREAD]
    yield close("noise: its mean square in each direction, in units of 9", np.mean(far**2, 0) / NOISE**2, [1.0, 1.0],
                within=0.4, because="sqrt(2/400) = 0.07, five times, and 0.05 for the discs left out")  # fmt: skip
    good = [float(np.mean(_apart(data[name], _centres()) < 3 * SPREAD)) for name in ("copies", "noisy")]
    yield above("share of copies within 3 deviations of a mode", good[0], 0.95, because="98.9% for the law itself")
    yield below("of noisy samples", good[1], 0.1, because="eight discs hold 1% of the noise; 40 of 400 have no chance")


def _apart(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """The distance of each point from the nearest centre."""
    return np.sqrt(np.min(np.sum((points[:, None] - centres) ** 2, -1), 1))


def _slowly(x: np.ndarray, training: np.ndarray, width: float) -> float:
    """The same by hand, the nearest kernel taken out first."""
    squares = np.sort(np.sum((training - x) ** 2, 1))
    rest = np.sum(np.exp(-(squares - squares[0]) / (2 * width**2)))
    return float(np.log(rest / len(training) / (2 * np.pi * width**2)) - squares[0] / (2 * width**2))


def draw(axes: Any, data: Data) -> None:
    copies, noisy, values = axes
    for panel, samples, title, says in (
        (copies, data["copies"], "narrow kernels", f"good samples,\nlog-likelihood −{-data['kernels'][-1]:.0f}"),
        (noisy, data["noisy"], "99% noise", f"poor samples,\nlog-likelihood −{-data['mixture']:.1f}"),
    ):
        panel.plot(*samples.T, ".", color=MODEL, markersize=2.5)
        panel.set(xlim=(-5, 5), ylim=(-5, 5), aspect="equal", xticks=[], yticks=[], xlabel=says)
        panel.set_title(title, loc="center", color=MODEL)
        panel.spines[:].set_visible(True)
    values.axhline(data["law"], color=DATA)
    values.axhline(data["mixture"], color=MODEL, linestyle="--")
    values.semilogx(data["widths"], data["kernels"], "o", color=NUMERICS)
    values.set_yscale("symlog", linthresh=10)
    values.text(0.0008, 2.0, r"$p_{\mathrm{data}}$", va="bottom", color=DATA)
    values.text(0.0008, -1.0, "99% noise", va="center", color=MODEL)
    values.text(0.0065, -100, "kernels", va="center", color=NUMERICS)
    values.set(xlim=(7e-4, 1.5), ylim=(-2500, 9), xlabel="width of the kernels", xticks=[1e-3, 1e-2, 1e-1, 1],
               ylabel="held-out log-likelihood (nats)", yticks=[0, -10, -100, -1000])  # fmt: skip
    values.set_yticklabels(["0", "−10", "−100", "−1000"])
