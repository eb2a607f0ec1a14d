"""Question  Two points that never meet: which divergence knows how far apart they are?
Claim     two-dirac-kl, jsd-two-dirac, js-behaviour-required
Answer    Both KL are infinite and JSD is log 2 at every distance; only W is the distance, here 1/2.
Slide     000 We have two discrete PDF P and Q; 000 JS-divergence
Listed    fig-two-dirac, numeric
Make      python -m figures two-dirac
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from figures.stage.colours import DATA, MODEL, MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, close, same
from figures.stage.page import Data
from numerics import js, kl, wasserstein
from theory.divergences.finite_values import INFINITE, is_infinite
from theory.divergences.finite_values import kl as exact_kl
from theory.divergences.plateau import points as exact_jsd
from theory.transport.parallel_lines import wasserstein as exact_distance

PANELS = (1, 2)
WIDTHS = (3, 4)
APART = [Fraction(1, 2 * 2**k) for k in range(4)]  # the slide's distance, then half of it, ...
AT_P, AT_Q = (Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))  # as laws on the two places
TOP = 1.0  # the height at which infinity is drawn


def data() -> Data:
    p, q = np.array(AT_P, float), np.array(AT_Q, float)
    return {
        "place_p": 0.0,
        "place_q": float(APART[0]),
        "mass": np.array([p.max(), q.max()]),
        "theta": np.array([float(each) for each in APART]),
        "forward": np.array([kl(p, q) for _ in APART]),
        "reverse": np.array([kl(q, p) for _ in APART]),
        "js": np.array([js(p, q) for _ in APART]),
        "w": np.array([wasserstein([0.0], [float(each)]) for each in APART]),
    }


def check(data: Data) -> Iterator[Feature]:
    yield same("P is all at 0, Q all at the slide's 1/2", [data["place_p"], data["place_q"]], [0.0, 0.5])
    yield same("each has mass 1", data["mass"], np.ones(2))
    yield same("distances: 1/2, and halved again and again", data["theta"], 0.5 ** np.arange(1, 5))
    yield same("KL(P || Q) and KL(Q || P) are infinite, says the theory", is_infinite(AT_P, AT_Q), (True, True))
    yield same("KL(P || Q) at every distance", data["forward"], np.full(4, np.inf))
    yield same("KL(Q || P) at every distance", data["reverse"], np.full(4, np.inf))
    jsd = [float(exact_jsd(each)) for each in APART]
    yield close("JSD at every distance, against a ball about log 2", data["js"], jsd, within=2.0**-52,
                because="one rounding of a number below 1, by each of the two")  # fmt: skip
    half = exact_kl(AT_P, (Fraction(1, 2),) * 2)
    yield same("KL(P || M) is finite", half != INFINITE, True)
    yield close("and it is JSD, as KL(Q || M) is", data["js"], np.full(4, float(half)), within=2.0**-52,
                because="the same")  # fmt: skip
    moved = [exact_distance(AT_P, AT_Q, ((Fraction(0), each), (each, Fraction(0)))) for each in APART]
    yield same("W, over all plans in fractions, is the distance", data["w"], np.array([float(each) for each in moved]))


def draw(axes: Any, data: Data) -> None:
    stems, values = axes
    for place, mass, name, colour, line in [
        (data["place_p"], data["mass"][0], "$P$", DATA, "-"), (data["place_q"], data["mass"][1], "$Q$", MODEL, "--"),
    ]:  # fmt: skip
        stems.plot([place, place], [0, mass], color=colour, linestyle=line)
        stems.plot(place, mass, "o", color=colour, markersize=9)
        stems.text(place, mass + 0.09, name, ha="center", color=colour, fontsize="large")
    stems.annotate("", (data["place_q"] - 0.01, 0.45), (data["place_p"] + 0.01, 0.45),
                   arrowprops={"arrowstyle": "<->", "color": THEORY})  # fmt: skip
    stems.text((data["place_p"] + data["place_q"]) / 2, 0.5, r"$W = \frac{1}{2}$", ha="center", color=THEORY)
    stems.set(xlim=(-0.12, 0.62), ylim=(0, 1.25), xticks=[0, 0.5], yticks=[0, 1], xlabel="place $x$ (units)",
              xticklabels=["0", "1/2"], ylabel="probability mass")  # fmt: skip
    theta, infinity = data["theta"], np.where(np.isinf(data["forward"]) & np.isinf(data["reverse"]), TOP, np.nan)
    for y, mark, text, above in [
        (infinity, "^", r"$\mathrm{KL}(P\,\|\,Q) = \mathrm{KL}(Q\,\|\,P) = \infty$", 0.04),
        (data["js"], "s", r"$\mathrm{JSD} = \log 2$", 0.04),
        (data["w"], "o", r"$W = \theta$", -0.02),
    ]:
        values.plot(theta, y, color=THEORY)
        values.plot(theta, y, mark, color=NUMERICS)
        where = (theta[2], y[2] + above) if above > 0 else (theta[1] - 0.005, y[1] + 0.02)
        values.text(*where, text, ha="left" if above > 0 else "right", va="bottom", color=THEORY)
    values.axhline(0.86, color=MUTED, linestyle=":", linewidth=1)
    values.set(xlim=(0, 0.53), ylim=(0, 1.15), xlabel=r"distance $\theta$ (units)", xticks=[0, 0.125, 0.25, 0.5],
               yticks=[0, 0.5, data["js"][0], TOP], ylabel="divergence (nats), $W$ (units)")  # fmt: skip
    values.set_xticklabels(["0", "1/8", "1/4", "1/2"])
    values.set_yticklabels(["0", "0.5", r"$\log 2$", r"$\infty$"])
