"""Question  Does a generator that follows its gradient come to rest where its loss is lowest?
Claim     frozen-vs-value, frozen-vs-value-saturating, frozen-vs-value-non-saturating, saturating-value,
          log-d-trick-value
Answer    No: the gradient with D held fixed belongs to another divergence, with another minimiser. Between the two it
          leads uphill.
Slide     004 The Log D trick; 004 Unstability
Listed    fig-two-losses-values, numeric
Make      python -m figures frozen-vs-value

p = (0.6, 0.1, 0.3), q = binomial(2, theta); D is always the best one.  The curves are lowered to end at 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb

from figures.stage.colours import MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, close, same
from figures.stage.page import Data
from numerics import js, kl
from numerics.fits import BinomialFit

PANELS = (1, 2)
P = ["0.6", "0.1", "0.3"]
#: What the gradient follows, what the loss is worth (up to constants); JSD stands for 2 JSD.
NAMES = {"followed": "JSD", "worth": "KL(q||m)", "other_followed": "2KL(m||p)", "other_worth": "E_q[-log D*]"}
TWICE = {"JSD": 2}
#: R5 of the list of claims: the minimisers.
TABLE = {
    "followed": 0.26383316848517260463729523555144304, "worth": 0.34706184976243497391552466617839098,
    "other_followed": 0.088366919109714985325767529295006284, "other_worth": 0.091059120653415880650275639913530911,
}  # fmt: skip
#: Where each pair of curves is drawn.
THETA = {"theta": [Fraction(k, 100) for k in range(10, 56)], "other_theta": [Fraction(k, 1000) for k in range(72, 109)]}
#: A place between the two minimisers of each panel.
BETWEEN = {Fraction(3, 10): ("followed", "worth"), Fraction(9, 100): ("other_followed", "other_worth")}


def data() -> Data:
    found: Data = {name: np.array([float(t) for t in of]) for name, of in THETA.items()}
    for name, divergence in NAMES.items():
        fit = BinomialFit(P, divergence)
        lowest, factor = fit.global_minimum(), TWICE.get(divergence, 1)
        found[f"{name}_at"] = np.array([float(lowest.theta)])
        found[f"{name}_lowest"] = np.array([factor * float(lowest.value)])
        values = np.array([float(fit.value(_ball(t))) for t in THETA[_theta(name)]])
        found[name] = factor * values - found[f"{name}_lowest"]
    found["slopes"] = np.array([
        [TWICE.get(NAMES[name], 1) * float(BinomialFit(P, NAMES[name]).slope(_ball(at))) for name in pair]
        for at, pair in BETWEEN.items()
    ])  # fmt: skip
    return found


def _theta(name: str) -> str:
    """Which thetas belong to a curve."""
    return "other_theta" if name.startswith("other") else "theta"


def _ball(t: Fraction) -> arb:
    return arb(t.numerator) / t.denominator


def _again(theta: np.ndarray) -> dict[str, np.ndarray]:
    """The four by the definitions of KL and JSD, on weights in doubles."""
    q = np.stack([(1 - theta) ** 2, 2 * theta * (1 - theta), theta**2], -1)
    p = np.broadcast_to([0.6, 0.1, 0.3], q.shape)
    m = (p + q) / 2
    return {"followed": 2 * js(p, q), "worth": kl(q, m), "other_followed": 2 * kl(m, p),
            "other_worth": np.log(2) + kl(q, p) - kl(q, m)}  # fmt: skip


def check(data: Data) -> Iterator[Feature]:
    yield same("theta on the left", data["theta"], np.arange(10, 56) / 100)
    yield same("theta on the right", data["other_theta"], np.arange(72, 109) / 1000)
    for name, wanted in TABLE.items():
        at, low = data[f"{name}_at"], data[f"{name}_lowest"]
        lowest, curve = _again(at)[name], _again(data[_theta(name)])[name]
        yield close(f"{name}: minimiser of table R5", at, [wanted], within=1e-15, because="certified to 15 digits")
        yield close(f"{name}: its least value, by the definitions", low, lowest, within=1e-14,
                    because="64 eps, the bar of numerics.divergences")  # fmt: skip
        yield close(f"{name}: the curve", data[name], curve - lowest, within=2e-14, because="the same, twice")
        yield above(f"{name}: the curve is above its minimum", data[name], -1e-14, because="the same; 0 is the least")
    h = 1e-5
    for (at, pair), slopes in zip(BETWEEN.items(), data["slopes"], strict=True):
        ends, theta = [data[f"{name}_at"][0] for name in pair], data[_theta(pair[0])]
        about = _again(float(at) + np.array([-h, h]))
        yield close(f"slopes at {float(at)}, by chords", slopes, [np.diff(about[name])[0] / (2 * h) for name in pair],
                    within=6e-9, because="h^2/6 times a third derivative below 220, and 64 eps/h = 1.4e-9")  # fmt: skip
        yield same(f"which is between the minimisers of {' and '.join(pair)}", ends[0] < float(at) < ends[1], True)
        yield same("there what is followed rises and the loss falls: steps go uphill", np.sign(slopes), [1.0, -1.0])
        between = (theta > ends[0]) & (theta < ends[1])
        steps = [set(np.sign(np.diff(data[name][between])).tolist()) for name in pair]
        yield same("as the curves do from point to point, all the way between the two", steps, [{1.0}, {-1.0}])
    yield close("slopes at 0.3: table R5", data["slopes"][0], [0.0686770962514204602622, -0.0865804901988265404435],
                within=1e-15, because="roundings")  # fmt: skip


def draw(axes: Any, data: Data) -> None:
    for ax, other in zip(axes, ("", "other_"), strict=True):
        theta = data[f"{other}theta"]
        ends = [data[f"{other}{name}_at"][0] for name in ("followed", "worth")]
        ax.axvspan(*ends, color=MUTED, alpha=0.25, linewidth=0)
        ax.plot(theta, data[f"{other}followed"], color=THEORY)
        ax.plot(theta, data[f"{other}worth"], color=THEORY, linestyle="--")
        ax.plot(ends, [0, 0], "o", color=NUMERICS, clip_on=False)
        ax.set(xlabel=r"$\theta$", ylabel="above the least value (nats)")
    left, right = axes
    left.set_title(r"loss $\log(1 - D)$")
    left.set(xlim=(0.1, 0.55), ylim=(0, 0.06), xticks=[0.2, 0.3, 0.4, 0.5], yticks=[0, 0.02, 0.04])
    left.text(0.155, 0.046, "the loss\nitself")
    left.text(sum(data[f"{name}_at"][0] for name in ("followed", "worth")) / 2, 0.0565, "uphill", ha="center")
    left.text(0.462, 0.042, "what its\ngradient\nfollows", ha="right")
    right.set_title(r"loss $-\log D$")
    right.set(xlim=(0.072, 0.108), ylim=(0, 0.0021), xticks=[0.08, 0.09, 0.1], yticks=[0, 0.001, 0.002])
