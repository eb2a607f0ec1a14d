"""Question  What does noise on both laws repair?
Claim     noise-smooths
Answer    Two points are log 2 apart in JSD wherever they are; blurred, JSD follows their offset. Too little noise
          leaves it flat at log 2, much noise makes it small.
Slide     ours
Listed    ours, numeric
Make      python -m figures noise
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from figures.stage.colours import MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from numerics import Normal, certified_js
from theory.supports.noise import blurred_pair

PANELS = (1, 2)
LEVELS = np.array([0.1, 0.3, 1.0])  # deviations of the noise
THETA, SIGMA = np.arange(-45, 46) / 30, np.arange(121) / 60
FEW_THETA, FEW_SIGMA = [Fraction(k, 2) for k in (-3, -2, -1, 1, 2, 3)], [Fraction(k, 5) for k in range(1, 11)]
#: sigma -> JSD for points a unit apart: N(0, 1) and N(1/sigma, 1), by the claims' table R6.
KNOWN = {0.2: 0.67594257738097986840, 1: 0.11142148218473617972, 2: 0.030311300520838980579}


def data() -> Data:
    return {
        "theta": THETA,
        "sharp": np.where(THETA == 0, 0, np.log(2)),
        "level": LEVELS,
        "blurred": np.array([[divergence(theta / level) for theta in THETA] for level in LEVELS]),
        "few_theta": np.array([float(each) for each in FEW_THETA]),
        "certified_theta": np.array(
            [[certified(theta, Fraction(str(level))) for theta in FEW_THETA] for level in LEVELS]
        ),
        "sigma": SIGMA,
        "at_1": np.array([np.log(2), *(divergence(1 / sigma) for sigma in SIGMA[1:])]),
        "few_sigma": np.array([float(each) for each in FEW_SIGMA]),
        "certified_sigma": np.array([certified(Fraction(1), sigma) for sigma in FEW_SIGMA]),
    }


def divergence(mu: float) -> float:
    """JSD of N(0, 1) and N(mu, 1): log 2 - E log(1 + exp(|mu| x - mu^2/2)), by the trapezoidal rule."""
    x = np.arange(-12, 12, 0.05)
    weight = np.exp(-(x**2) / 2) * 0.05 / np.sqrt(2 * np.pi)
    return float(np.log(2) - weight @ np.logaddexp(0, abs(mu) * x - mu**2 / 2))


def certified(theta: Fraction, sigma: Fraction) -> float:
    """JSD of points at 0 and theta, both with N(0, sigma^2) noise, from a ball of radius below 1e-15."""
    return float(certified_js(Normal(0, sigma), Normal(theta, sigma), digits=15).mid())


def check(data: Data) -> Iterator[Feature]:
    theta, sigma, blurred, at_1 = (data[name] for name in ("theta", "sigma", "blurred", "at_1"))
    grids = [("theta", THETA), ("level", LEVELS), ("sigma", SIGMA), ("few_theta", FEW_THETA), ("few_sigma", FEW_SIGMA)]
    for name, wanted in grids:
        yield close(f"places, {name}", data[name], [float(each) for each in wanted], within=0, because="as stated")
    apart, ln2 = theta != 0, np.log(2)
    yield close(
        "without noise, apart: log 2", data["sharp"][apart], np.full(apart.sum(), ln2), within=0, because="exact"
    )
    yield same("without noise, at offset 0", data["sharp"][~apart].tolist(), [0.0])
    because = "the trapezoidal rule is exact for such functions but for rounding"
    lines = blurred[:, [np.searchsorted(THETA, float(each)) for each in FEW_THETA]]
    yield close(
        "JSD against the offset, lines and balls", lines, data["certified_theta"], within=2e-14, because=because
    )
    lines = at_1[[round(60 * each) for each in FEW_SIGMA]]
    yield close("JSD against the noise, lines and balls", lines, data["certified_sigma"], within=2e-14, because=because)
    found = data["certified_sigma"][[FEW_SIGMA.index(Fraction(str(each))) for each in KNOWN]]
    yield close("balls and the claims' numbers", found, list(KNOWN.values()), within=2e-16, because="one rounding")
    found = float(blurred_pair(Fraction(1), Fraction(2)).mid())
    yield close(
        "which are the theory page's, too", found, KNOWN[2], within=1e-14, because="the page's ball is 1e-14 wide"
    )
    yield close("as far to the left", blurred[:, ::-1], blurred, within=2e-15, because="rounding")
    rising = np.diff(blurred[:, theta >= 0], axis=1)
    yield above("steps of JSD as the offset grows", rising, -1e-15, because="it grows, or is log 2 to the last bit")
    ratio, because = blurred[2, 46] / (theta[46] ** 2 / 8), "next to theta^2/8 comes its square"
    yield close("near 0, noise 1: JSD over theta^2/8", ratio, 1, within=1.1 * theta[46] ** 2 / 8, because=because)
    yield close("no noise at all", at_1[0], ln2, within=0, because="log 2")
    yield below(
        "steps of JSD as the noise grows", np.diff(at_1), 1e-15, because="it falls, or is log 2 to the last bit"
    )
    # log 2 - JSD is e^(-1/(8 s^2)) s/sqrt(2 pi) times the integral of log(1 + e^y) e^(-y/2) e^(-y^2 s^2/2) over y; the
    # powers of s^2 in the last factor bound it in turn from above and below, by moments of log(1 + e^y) e^(-y/2)
    s2, pi2 = sigma[6] ** 2, np.pi**2
    bound = np.sqrt(2 * np.pi * s2) * np.exp(-1 / (8 * s2))
    lost, next_term = (8 + pi2) / 2 * s2, (384 + 48 * pi2 + 5 * pi2**2) / 8 * s2**2
    because = "the series alternates: off by less than its next term, (384 + 48 pi^2 + 5 pi^4)/8 sigma^4"
    yield close("noise of a tenth: log 2 less JSD, over its limit sqrt(2 pi) sigma exp(-1/(8 sigma^2))",
                (ln2 - at_1[6]) / bound, 1 - lost, within=next_term, because=because)  # fmt: skip
    yield below("which is", ln2 - at_1[6], 1e-6, because="nothing to be seen")


def draw(axes: Any, data: Data) -> None:
    offset, amount = axes
    beside = np.where(data["theta"] == 0, np.nan, data["sharp"])  # a jump is not a slope: the line breaks
    labels = zip(data["level"], ((0.4, 0.55, ""), (0.7, 0.3, ""), (1, 0.04, r"\sigma = ")), strict=True)
    for curve, balls, (level, (x, y, name)) in zip(data["blurred"], data["certified_theta"], labels, strict=True):
        offset.plot(data["theta"], curve, color=THEORY)
        offset.plot(data["few_theta"], balls, "o", color=NUMERICS)
        offset.text(x, y, f"${name}{level:g}$", color=THEORY)
    offset.plot(data["theta"], beside, color=MUTED, linestyle="--")
    offset.plot(0, 0, "s", color=MUTED, clip_on=False)
    offset.text(0, 0.73, r"no noise: $\log 2$, no slope", ha="center", color=MUTED)
    offset.set(xlabel=r"offset $\theta$", ylabel="JSD (nats)", ylim=(0, 0.8), xlim=(-1.6, 1.6), xticks=[-1, 0, 1])
    amount.plot(data["sigma"], data["at_1"], color=THEORY)
    amount.plot(data["few_sigma"], data["certified_sigma"], "o", color=NUMERICS, label="certified")
    amount.plot(0, data["at_1"][0], "s", color=MUTED, clip_on=False)
    amount.text(0.12, 0.73, "too little: still flat", color=THEORY)
    amount.text(2, 0.13, "too much: small", ha="right", color=THEORY)
    amount.set(
        xlabel=r"noise $\sigma$, at offset 1", ylabel="JSD (nats)", ylim=(0, 0.8), xlim=(0, 2.1), xticks=[0, 1, 2]
    )
    for ax in axes:
        ax.set_yticks([0, 0.2, 0.4, 0.6])
    amount.legend(loc="center right")
