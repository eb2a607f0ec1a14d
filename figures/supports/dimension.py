"""Question  Can two laws on curves be told apart perfectly, though the curves cross?
Claim     lower-dim-support, disjoint-manifolds-kl-jsd
Answer    Yes. All that the curves share is four points, of no length: a discriminator that says real within a distance
          of the data's curve errs in proportion to that distance, so not at all in the limit: JSD = log 2, KL infinite.
Slide     003 Informal theoretical results; 004 Gradient Vanishing
Listed    fig-low-dim, numeric
Make      python -m figures dimension
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.optimize import brentq

from figures.stage.colours import DATA, MODEL, NUMERICS, THEORY
from figures.stage.feature import Feature, close, same
from figures.stage.page import Data
from numerics import js, kl
from theory.supports.dimension import node

PANELS = (1, 2)
#: p_data is uniform on a circle of this squared radius about 0; p_g is the law of G(z) = (z^2 - 1, z^3 - z), the theory
#: page's curve, with z uniform on [-REACH, REACH].  With u = z^2 they meet where (1 - u)^2 (1 + u) = 45/64, which is
#: (u - 1/4)(64 u^2 - 48 u - 76) = 0: at z = +-1/2 and at z = +-sqrt((3 + sqrt 85)/8).
SQUARED_RADIUS, REACH = Fraction(45, 64), 1.4
RADIUS = float(SQUARED_RADIUS) ** 0.5
INNER, OUTER = 0.5, ((3 + 85**0.5) / 8) ** 0.5
Z, ANGLES = np.linspace(-REACH, REACH, 281), np.linspace(0.5, 0.5 + 2 * np.pi, 241)
SAMPLES, EXACTLY, RISK = 100_000, 2_000, 1e-6
generator: Any = node  # of whole numbers there; its formula takes fractions and arrays, too


def data() -> Data:
    far = np.geomspace(1e-6, 0.125, 61)
    drawn, few = fakes(), far[24::6]
    off = np.abs(np.hypot(*generator(drawn)) - RADIUS)
    taken_for_real = sum(is_on_the_circle(Fraction(float(z))) for z in drawn[:EXACTLY])
    return {
        "real": RADIUS * np.stack([np.cos(ANGLES), np.sin(ANGLES)], 1),
        "fake": np.stack(generator(Z), 1),
        "shared": np.array([generator(z) for z in (-OUTER, -INNER, INNER, OUTER)]),
        "distance": far,
        "error": np.array([share_within(each) / 2 for each in far]),
        "sampled_distance": few,
        "sampled_error": np.array([np.count_nonzero(off <= each) for each in few]) / (2 * SAMPLES),
        "accuracy": 1 - taken_for_real / (2 * EXACTLY),  # D = 1 on the circle only, so it is right on all real points
    }


def fakes() -> np.ndarray:
    """The z of the sample."""
    return np.random.default_rng(0).uniform(-REACH, REACH, SAMPLES)


def is_on_the_circle(z: Fraction) -> bool:
    """Whether G(z) is, exactly: every double is a fraction."""
    x, y = generator(z)
    return x**2 + y**2 == SQUARED_RADIUS


def share_within(distance: float) -> float:
    """The share of p_g within a distance of the circle: |G| = |1 - u| sqrt(1 + u) falls up to u = 1, rises beyond."""
    (_, b, c), (_, a, d) = (squared_roots(RADIUS + side * distance) for side in (-1, 1))
    return float(np.sqrt(b) - np.sqrt(a) + np.sqrt(d) - np.sqrt(c)) / REACH


def squared_roots(radius: float) -> np.ndarray:
    """The u with (1 - u)^2 (1 + u) = radius^2, all real for a radius below 1: one below 0, one to 1, one beyond."""
    return np.sort(np.roots([1.0, -1.0, -1.0, 1 - radius**2]).real)


def check(data: Data) -> Iterator[Feature]:
    real, fake, shared, far = data["real"], data["fake"], data["shared"], data["distance"]
    rounding = "a few roundings of numbers below 2"
    circle = RADIUS * np.exp(1j * ANGLES).view(float).reshape(-1, 2)
    yield close("the data's curve is the circle, once around", real, circle, within=4e-15, because=rounding)
    on_curve = ((Z - 1) * (Z + 1))[:, None] * np.stack([np.ones_like(Z), Z], 1)
    yield close("the generator's curve is (z^2 - 1)(1, z)", fake, on_curve, within=4e-15, because=rounding)
    yield close(
        "shared points are on the circle", np.hypot(*shared.T), np.full(4, RADIUS), within=4e-15, because=rounding
    )
    slopes = np.array([-OUTER, -INNER, INNER, OUTER])
    yield close("and on the curve", shared[:, 1], shared[:, 0] * slopes, within=4e-15, because=rounding)
    beyond = np.hypot(*fake.T) > RADIUS
    yield same("times that the curve crosses the circle", int(np.count_nonzero(np.diff(beyond))), len(shared))
    spaced = np.linspace(np.log(1e-6), np.log(1 / 8), 61)
    yield close(
        "distances, in logarithms", np.log(far), spaced, within=1e-14, because="logarithms below 14 are rounded"
    )
    because = "eight ends off by 1e-15 each, of roots of cubics"
    found = [bisected(each) / (2 * REACH) for each in far]
    yield close("errors, from ends that are found by bisection", data["error"], found, within=2e-14, because=because)
    slope = sum(np.sqrt(1 + z**2) / (z * (1 + 3 * z**2)) for z in (INNER, OUTER)) / REACH
    because = "beside straight crossings the bends count a millionth, and rounding 1e-8"
    yield close("error over distance, at a millionth", data["error"][0] / far[0], slope, within=1e-5, because=because)
    answers = [([1.0, 0.0], [2 * each, 1 - 2 * each]) for each in data["error"][:31]]  # to real points, and to fakes
    e = data["error"][0]
    yield close("JSD, at least that of D's answers: of log 2, at a millionth, all but error (1 + log(1/(2 error)))",
                (np.log(2) - js(*answers[0])) / (e * (1 + np.log(1 / (2 * e)))), 1, within=1e-5,
                because="the next term is the error's square; log 2 is off by 1e-16 of 1.5e-5")  # fmt: skip
    climbs = np.diff([kl(*each) for each in answers]) / np.diff(np.log(far[:31]))
    yield close("KL, at least that of D's answers: no end to it, as it climbs with -log distance", climbs,
                np.full(30, -1.0), within=1e-3, because="the bends, up to a distance of 4e-4")  # fmt: skip
    few, z = far[24::6], fakes()
    yield close("distances of the dots", data["sampled_distance"], few, within=0, because="the same numbers")
    off = abs(np.abs((1 - z**2) * np.sqrt(1 + z**2)) - RADIUS)
    counts, said = [np.count_nonzero(off <= each) for each in few], 2 * SAMPLES * data["sampled_error"]
    because = "whole numbers up to 1e5, divided and multiplied"
    yield close("wrong answers, by |G| = |1 - u| sqrt(1 + u)", said, counts, within=1e-9, because=because)
    band = float(np.sqrt(np.log(2 / RISK) / (2 * SAMPLES))) / 2
    because = f"Dvoretzky-Kiefer-Wolfowitz at risk {RISK:g}, halved as real points are always right"
    yield close("dots and line", data["sampled_error"], data["error"][24::6], within=band, because=because)
    yield same("accuracy of the D that is 1 on the circle alone, in exact arithmetic", data["accuracy"], 1.0)


def bisected(distance: float) -> float:
    """The length of the z > 0 with | |G(z)| - radius | <= distance."""

    def end(radius: float, low: float, high: float) -> float:
        found: Any = brentq(lambda z: np.hypot(*generator(z)) - radius, low, high, xtol=1e-16)
        return float(found)

    least, most = RADIUS - distance, RADIUS + distance
    return end(least, 0, 1) - end(most, 0, 1) + end(most, 1, REACH) - end(least, 1, REACH)


def draw(axes: Any, data: Data) -> None:
    plane, mistakes = axes
    plane.plot(*data["real"].T, color=DATA)
    plane.plot(*data["fake"].T, color=MODEL, linestyle="--")
    plane.plot(*data["shared"].T, "o", color=NUMERICS)
    plane.text(-0.25, 0.93, r"$p_{\mathrm{data}}$", ha="center", color=DATA)
    plane.text(1, 0.95, "$p_g$", color=MODEL)
    plane.text(-1.2, -1.35, f"shared: {len(data['shared'])} points,\nlength 0", color=NUMERICS)
    plane.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal", xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    plane.set(xlim=(-1.3, 1.3), ylim=(-1.5, 1.5))
    mistakes.loglog(data["distance"], data["error"], color=THEORY, label="exact")
    fakes = f"{SAMPLES:,} fakes".replace(",", " ")
    mistakes.loglog(data["sampled_distance"], data["sampled_error"], "o", color=NUMERICS, label=fakes)
    mistakes.set(xlabel=r"$\epsilon$ (units of $x$)", ylabel="share of wrong answers", xticks=[1e-6, 1e-4, 1e-2])
    mistakes.set_title(r"$D$ says real within $\epsilon$ of the curve")
    mistakes.legend(loc="upper left")
    mistakes.text(0.97, 0.06, "0 in the limit:\naccuracy 1", ha="right", color=THEORY, transform=mistakes.transAxes)
