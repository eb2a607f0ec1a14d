"""Question  If the KL divergence, or its symmetric sum, is so large, how large can JSD be?
Claim     jsd-at-most-half-log2-kl, jsd-is-not-symmetric-kl
Answer    At most (log 2)/2 KL and at most an eighth of Jeffreys' J: lines that are touched at 0.  KL and J grow without
          end, and JSD stays below log 2: it is no symmetric KL.
Slide     ours
Listed    ours, numeric
Make      python -m figures jensen-shannon-and-kl

The curves are the sharp bounds.  With t = p/q, JSD and KL are means under q of f(t) and g(t), and f''/g'' falls: for
any slope, f - slope g is convex and then concave, so that a mean is greatest with t at 0 and at one other place, which
are the laws (0, 1), (s, 1 - s).  For J the ratio rises up to t = 1 and then falls: the places are c and 1/c, of two
laws that are each other's reverse.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from figures.stage.colours import MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, below, close
from figures.stage.page import Data
from numerics import entropy, jeffreys, js, kl, normalise
from theory.inequalities.finite_laws import jeffreys as exact_jeffreys
from theory.inequalities.finite_laws import jensen_shannon, kullback_leibler

PANELS = (1, 2)
PARTS = [1 - Fraction(100 - k, 100) ** 2 for k in range(1, 100)]  # s, and v of the reversed laws: denser near 1
FEW = [Fraction(k, 10) for k in (1, 3, 5, 7, 9)]
#: Pairs on four points, from nearly alike to far apart: weights are powers of uniform numbers.
PAIRS = normalise(np.random.default_rng(0).uniform(size=(2, 400, 4)) ** np.geomspace(0.2, 6, 400)[:, None])


def data() -> Data:
    up = np.linspace(0, np.log(2), 9)
    return {
        "curve": _along(PARTS, _alone, kullback_leibler), "curve_j": _along(PARTS, _mirrored, exact_jeffreys),
        "few": np.array([[each(*np.array(_alone(s), float)) for each in (kl, js)] for s in FEW]),
        "few_j": np.array([[each(*np.array(_mirrored(v), float)) for each in (jeffreys, js)] for v in FEW]),
        "line": np.stack((2 / np.log(2) * up, up)), "line_j": np.stack((8 * up, up)),
        "pairs": np.stack([each(*PAIRS) for each in (kl, jeffreys, js)]),
    }  # fmt: skip


def _along(parts: list[Fraction], laws: Any, divergence: Any) -> np.ndarray:
    """The divergence and JSD of a family of laws, by the theory's balls: [2, n]."""
    return np.array([[float(each(*laws(part))) for part in parts] for each in (divergence, jensen_shannon)])


def _alone(s: Fraction) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """p has one point; q has it too, and wastes s."""
    return (Fraction(0), Fraction(1)), (s, 1 - s)


def _mirrored(v: Fraction) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    return ((1 + v) / 2, (1 - v) / 2), ((1 - v) / 2, (1 + v) / 2)


def check(data: Data) -> Iterator[Feature]:
    left = (np.arange(99, 0, -1) / 100) ** 2
    s, rounded = 1 - left, "64 eps, the bar of numerics.divergences, times sizes up to 10"
    few, exact = np.array([0.1, 0.3, 0.5, 0.7, 0.9]), {"within": 1e-13, "because": rounded}
    yield close("KL of (0, 1) and (s, 1 - s), and their JSD by entropies", data["curve"],
                [-np.log(left), _js_alone(s)], **exact)  # fmt: skip
    yield close("J of reversed laws, 4 v artanh v, and their JSD", data["curve_j"],
                [2 * s * np.log((2 - left) / left), _js_mirrored(s)], **exact)  # fmt: skip
    yield close("dots on the left", data["few"].T, [-np.log1p(-few), _js_alone(few)], **exact)
    yield close("dots on the right", data["few_j"].T, [4 * few * np.arctanh(few), _js_mirrored(few)], **exact)
    p, q = PAIRS
    one, two = (p * np.log(p / q)).sum(-1), (q * np.log(q / p)).sum(-1)
    found = entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2
    yield close("pairs at random: KL, J and JSD by their definitions", data["pairs"], [one, one + two, found], **exact)
    kl_of, j_of, js_of = data["pairs"]
    up = np.linspace(0, np.log(2), 9)
    for which, slope, at in (("", np.log(2) / 2, kl_of), ("_j", 1 / 8, j_of)):
        x, y = data[f"curve{which}"]
        yield close(f"line{which}: JSD = {slope:.4g} x, up to log 2", data[f"line{which}"], [up / slope, up], **exact)
        yield below(f"curve{which} lies below its line", y - slope * x, 0.0, because="a bound that is not attained")
        yield close(f"curve{which} touches it at 0: over it at the first point", y[0] / x[0] / slope, 1.0,
                    within=0.01, because="a share of the order of s/2, with s = 0.02")  # fmt: skip
        above = js_of - np.interp(at, [0, *x], [0, *y], right=np.log(2))
        yield below(f"no pair is above curve{which}", above, 1e-3, because="chords between its points")
    yield from _sharp(s)


def _sharp(s: np.ndarray) -> Iterator[Feature]:
    """No law is above the curves: f - slope g is nowhere above the chord between the two places of t."""
    t, parts = np.geomspace(1e-6, 1e3, 600), s[:, None]
    slope = (1 - parts) / 2 * np.log((2 - parts) / (1 - parts))
    over = _f(t) - slope * (t * np.log(t) - t + 1)
    end = 1 / (1 - parts)
    at_end, at_0 = _f(end) - slope * (end * np.log(end) - end + 1), np.log(2) / 2 - slope
    yield below("KL: f - slope g above its chord from t = 0 to 1/(1 - s)", over - at_0 - (at_end - at_0) * t / end,
                1e-11, because="roundings of numbers up to 5000")  # fmt: skip
    slope = np.arctanh(parts) / (4 * np.arctanh(parts) + 4 * parts / (1 - parts**2))
    ends = ((1 - parts) / (1 + parts), (1 + parts) / (1 - parts))
    low, high = (_f(end) - slope * (end - 1) * np.log(end) for end in ends)
    chord = low + (high - low) * (t - ends[0]) / (ends[1] - ends[0])
    yield below("J: f - slope g above its chord from 1/c to c", _f(t) - slope * (t - 1) * np.log(t) - chord, 1e-11,
                because="roundings of numbers up to 5000")  # fmt: skip


def _f(t: np.ndarray) -> np.ndarray:
    return (t * np.log(t) - (t + 1) * np.log((t + 1) / 2)) / 2


def _js_alone(s: np.ndarray) -> np.ndarray:
    return entropy(np.stack((s / 2, 1 - s / 2), -1)) - entropy(np.stack((s, 1 - s), -1)) / 2


def _js_mirrored(v: np.ndarray) -> np.ndarray:
    return np.log(2) - entropy(np.stack(((1 + v) / 2, (1 - v) / 2), -1))


def draw(axes: Any, data: Data) -> None:
    for k, (ax, which, reach) in enumerate(zip(axes, ("", "_j"), (4.0, 10.0), strict=True)):
        x, y = np.insert(data[f"curve{which}"], 0, 0.0, axis=1)
        ax.fill_between(x, y, color=THEORY, alpha=0.12, linewidth=0)
        ax.axhline(np.log(2), color=MUTED, linewidth=0.8, linestyle=":")
        ax.plot(data["pairs"][k], data["pairs"][2], "o", color=NUMERICS, alpha=0.4, markersize=3, markeredgewidth=0)
        ax.plot(*data[f"line{which}"], color=THEORY, linestyle="--")
        ax.plot(x, y, color=THEORY)
        ax.plot(*data[f"few{which}"].T, "o", color=NUMERICS)
        ax.set(xlim=(0, reach), ylim=(0, 0.76), yticks=[0, 0.2, 0.4, 0.6], ylabel="JSD (nats)")
        ax.text(0.34 * reach, 0.56, (r"$(\log 2)/2\cdot\mathrm{KL}$", "$J/8$")[k], ha="right", color=THEORY)
        ax.text(0.53 * reach, 0.615, "sharp", color=THEORY)
    axes[0].text(3.95, np.log(2) + 0.015, r"$\log 2$", color=MUTED, ha="right")
    axes[0].set(xlabel=r"$\mathrm{KL}(p\|q)$ (nats)", title=r"$\mathrm{JSD} \leq (\log 2)/2\cdot\mathrm{KL}$")
    axes[1].set(xlabel=r"$J = \mathrm{KL}(p\|q) + \mathrm{KL}(q\|p)$ (nats)", title=r"$\mathrm{JSD} \leq J/8$")
