"""Question  How far below log p(x) is the evidence bound, and what does a misprinted bound do?
Claim     log-evidence-decomposition, elbo-definition, kl-elbo-derivation-conditional
Answer    Below by KL(q || p(z|x)), touching only at the posterior. Printed without its prior, the `bound' lies above
          log p(x) over most of the way: it bounds nothing.
Slide     ours
Listed    ours, numeric
Make      python -m figures evidence-bound
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.special import entr

from figures.stage.colours import INK, MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from numerics import kl
from theory.variational.finite_model import FINITE, bound, evidence, gap, posterior, without_prior

WEIGHTS = [Fraction(k, 112) for k in range(113)]  # q(z = 0), with 1/7, 1/4 and 1/2 among them


def data() -> Data:
    few = WEIGHTS[8::16]
    half, states = (Fraction(1, 2), Fraction(1, 2)), [(w, 1 - w) for w in WEIGHTS]
    log_evidence = float(evidence(FINITE).mid())
    after = [float(w) for w in posterior(FINITE)]
    return {
        "weight": np.array([float(w) for w in WEIGHTS]),
        "bound": np.array([float(bound(q, FINITE).mid()) for q in states]),
        "misprinted": np.array([float(without_prior(q, FINITE).mid()) for q in states]),
        "evidence": log_evidence,
        "few": np.array([float(w) for w in few]),
        "less_kl": np.array([log_evidence - kl([float(w), float(1 - w)], after) for w in few]),
        "posterior": after[0],
        "gap_at_half": float(gap(half, FINITE).mid()),
    }


def check(data: Data) -> Iterator[Feature]:
    w, bound_, wrong, top = (data[name] for name in ("weight", "bound", "misprinted", "evidence"))
    k = len(WEIGHTS) - 1
    yield close("weights, in steps of 1/112", w, np.arange(113) / 112, within=0, because="fractions, rounded once")
    yield close("log p(x) = log 7/12", top, -0.53899650073268700512, within=2e-16, because="one rounding")
    spread, because = entr(w) + entr(1 - w), "roundings of numbers below 3"
    by_hand = w * np.log(1 / 12) + (1 - w) * np.log(1 / 2) + spread
    yield close("the bound: E_q log of 1/12, 1/2, and entropy", bound_, by_hand, within=4e-15, because=because)
    by_hand = w * np.log(1 / 4) + (1 - w) * np.log(3 / 4) + spread
    yield close("misprinted: E_q log of 1/4, 3/4, and entropy", wrong, by_hand, within=4e-15, because=because)
    yield same("the posterior's weight", data["posterior"], 1 / 7)
    yield same("the bound is highest there, at weight", int(np.argmax(bound_)), k // 7)
    yield close("where it is log p(x)", bound_[k // 7], top, within=2e-16, because="one rounding each")
    because = "a step of 1/112 from there costs (1/112)^2/(2 (1/7)(6/7)) = 3e-4"
    yield below("elsewhere less log p(x)", np.delete(bound_, k // 7) - top, -1e-4, because=because)
    gap_ = data["gap_at_half"]
    yield close("KL(q || p(z|x)) at 1/2", gap_, 0.35688323388134049528, within=2e-16, because="one rounding")
    yield close("by which the bound is below", top - bound_[k // 2], gap_, within=4e-16, because="two roundings")
    yield close("places of the dots", data["few"], w[8::16], within=0, because="the same numbers")
    because = "KL is good to 32 eps, and below 2"
    yield close("log p(x) less KL, by numerics", data["less_kl"], bound_[8::16], within=1e-14, because=because)
    yield close("misprinted at 1/2", wrong[k // 2], -0.14384103622589046372, within=2e-16, because="one rounding")
    yield same("it is highest at weight", int(np.argmax(wrong)), k // 4)
    yield close("where it is log(1/4 + 3/4)", wrong[k // 4], 0, within=4e-16, because="roundings of numbers below 1")
    because = "what is above bounds nothing"
    yield above("misprinted less log p(x), weights up to 5/7", wrong[: 5 * k // 7 + 1] - top, 0.0, because=because)


def draw(ax: Any, data: Data) -> None:
    w, top, gap_ = data["weight"], data["evidence"], data["gap_at_half"]
    ax.plot(w, data["misprinted"], color=MUTED, linestyle=":")
    ax.axhline(top, color=INK, linewidth=1)
    ax.plot(w, data["bound"], color=THEORY)
    ax.plot(data["few"], data["less_kl"], "o", color=NUMERICS, label=r"$\log p(x)$ less KL")
    ax.plot(data["posterior"], top, "s", color=THEORY)
    ends = {"arrowstyle": "<->", "color": THEORY, "lw": 1.5, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (0.5, top - gap_), (0.5, top), arrowprops=ends)
    ax.text(0.515, top - 0.55 * gap_, r"KL$(q\,\|\,p(z|x))$", va="center", color=THEORY)
    ax.text(0.99, top + 0.04, r"$\log p(x)$", ha="right")
    ax.text(0.45, 0, "misprinted without its prior: no bound", color=MUTED)
    ax.text(0.03, -0.95, "equal at the posterior", color=THEORY)
    ax.text(0.72, -1.9, "evidence bound", ha="right", color=THEORY)
    ax.set(xlabel="$q(z = 0)$", ylabel="nats", xlim=(0, 1), ylim=(-2.6, 0.2))
    ax.legend(loc="lower left")
