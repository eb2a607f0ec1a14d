"""Question  What is the cheapest way to move one pile of earth onto another, and is there only one?
Claim     emd-worked-example, emd-plan-exercise
Answer    W = 5, by the slide's three steps; but every plan of the family from s = 0 to 2 costs 5, three of them in
          whole shovelfuls. Only with squared distances one plan is the best.
Slide     003 Wasserstein distance (discrete)
Listed    fig-emd, numeric
Make      python -m figures earth-movers
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from figures.stage.colours import DATA, INK, MODEL, MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, close, same
from figures.stage.page import Data
from numerics import all_optimal_plans
from numerics.transport.all_plans import price_of
from theory.transport.earth_movers import LINE, P, Q, gamma
from theory.transport.plans import cost, optimal_potential, steepest

PANELS = (1, 3)
WIDTHS = (5, 4, 4)
SQUARED = tuple(tuple(d**2 for d in row) for row in LINE)
FINENESS = 20
FROM_0_TO_2 = [Fraction(k, FINENESS) for k in range(2 * FINENESS + 1)]


def data() -> Data:
    start, end = np.array(gamma(0), float), np.array(gamma(2), float)
    distances = [[int(d) for d in row] for row in LINE]
    whole = all_optimal_plans([int(w) for w in P], [int(w) for w in Q], distances)
    steps = [(i, j) for i in range(4) for j in range(4) if i != j and end[i, j]]
    return {
        "p": np.array(P, int),
        "q": np.array(Q, int),
        "step_from": np.array([i + 1 for i, _ in steps]),
        "step_to": np.array([j + 1 for _, j in steps]),
        "step_mass": np.array([int(end[step]) for step in steps]),
        "at_0": start,
        "per_s": (end - start) / 2,
        "s": np.array([float(s) for s in FROM_0_TO_2]),
        "cost": np.array([float(cost(gamma(s), LINE)) for s in FROM_0_TO_2]),
        "squared": np.array([float(cost(gamma(s), SQUARED)) for s in FROM_0_TO_2]),
        "whole_s": np.array([plan[0][1] for plan in whole]),
        "whole_cost": np.array([int(price_of(plan, distances)) for plan in whole]),
    }


def check(data: Data) -> Iterator[Feature]:
    p, q, s, places = data["p"], data["q"], data["s"], np.arange(1, 5)
    yield same("P and Q are the example's, mass 10", (p.tolist(), q.tolist()), ([3, 2, 1, 4], [1, 2, 4, 3]))
    f = optimal_potential(P, Q, LINE)
    yield same(
        "W from below: a potential of slope 1 gains",
        (float(np.array(f, float) @ (p - q)), int(steepest(f, LINE))),
        (5, 1),
    )
    yield same("W from above: the area between the distribution functions", np.abs(np.cumsum(p - q)).sum(), 5)
    left, brought = ((data[name] == places[:, None]) @ data["step_mass"] for name in ("step_from", "step_to"))
    yield same("the three steps turn P into Q", p - left + brought, q)
    far = np.abs(data["step_to"] - data["step_from"])
    yield same(
        "they go to neighbours, with 2, 2 and 1", (far.tolist(), data["step_mass"].tolist()), ([1] * 3, [2, 2, 1])
    )
    yield close(
        "s goes from 0 to 2 in equal steps",
        s,
        np.arange(2 * FINENESS + 1) / FINENESS,
        within=1e-15,
        because="one rounding",
    )
    plans = data["at_0"] + s[:, None, None] * data["per_s"]
    because = "sums of four numbers below 4, with two roundings each"
    yield close(
        "what each plan takes from every place", plans.sum(2), np.tile(p, (s.size, 1)), within=4e-15, because=because
    )
    yield close("what it brings to every place", plans.sum(1), np.tile(q, (s.size, 1)), within=4e-15, because=because)
    yield same("no plan carries less than nothing", bool((plans >= 0).all()), True)
    d = np.abs(np.subtract.outer(places, places))
    yield close(
        "what they cost, for every s: 5", data["cost"], np.full(s.size, 5.0), within=1e-15, because="exact fractions"
    )
    yield close(
        "as carried: mass times distance",
        (plans * d).sum((1, 2)),
        data["cost"],
        within=2e-14,
        because="16 roundings near 5",
    )
    yield close(
        "with squared distances",
        data["squared"],
        (plans * d**2).sum((1, 2)),
        within=4e-14,
        because="16 roundings near 9",
    )
    yield close("which falls by 2 s, from 9", data["squared"], 9 - 2 * s, within=4e-15, because="three roundings")
    found = (data["whole_s"].tolist(), data["whole_cost"].tolist())
    yield same("cheapest plans in whole shovelfuls, by search: s, cost", found, ([0, 1, 2], [5, 5, 5]))
    whole = all_optimal_plans([int(w) for w in P], [int(w) for w in Q], (d**2).tolist())
    found = [(plan[0][1], int(price_of(plan, (d**2).tolist()))) for plan in whole]
    yield same("with squared distances, of all plans in whole shovelfuls one is cheapest, and so of all: s = 2, cost",
               found, [(float(s[-1]), round(float(data["squared"][-1]), 9))])  # fmt: skip
    steps = np.stack([data["step_from"], data["step_to"], data["step_mass"]], 1)
    moving = [[i + 1, j + 1, int(m)] for (i, j), m in np.ndenumerate(plans[-1]) if i != j and m]
    yield same("the three steps are the plan at s = 2: from, to, mass", steps.tolist(), moving)


def draw(axes: Any, data: Data) -> None:
    piles, plan, price = axes
    places = np.arange(1, data["p"].size + 1)
    piles.bar(places - 0.21, data["p"], 0.38, color=DATA, alpha=0.75)
    piles.bar(places + 0.21, data["q"], 0.38, facecolor="none", edgecolor=MODEL, linestyle="--", linewidth=1.5)
    piles.text(0.79, 3.08, "$P$", ha="center", color=DATA)
    piles.text(3.21, 4.08, "$Q$", ha="center", color=MODEL)
    for i, j, mass in zip(data["step_from"], data["step_to"], data["step_mass"], strict=True):
        bow = {"arrowstyle": "->", "color": THEORY, "lw": 1.5, "connectionstyle": f"arc3,rad={-0.6 * np.sign(j - i)}"}
        piles.annotate("", (j, 4.7), (i, 4.7), arrowprops=bow)
        piles.text((i + j) / 2, 5.3, str(mass), ha="center", color=THEORY)
    piles.set(xlabel="place", ylabel="mass (shovelfuls)", xticks=places, yticks=range(5), ylim=(0, 6))
    piles.set_title("three steps")
    for (i, j), base in np.ndenumerate(data["at_0"]):
        slope = data["per_s"][i, j]
        at_1 = base + slope
        plan.fill(
            j + np.array([0.5, 1.5, 1.5, 0.5]),
            i + np.array([0.5, 0.5, 1.5, 1.5]),
            color=THEORY,
            alpha=0.12 * at_1,
            lw=0,
        )
        text = f"{base:g}" if not slope else f"${base:g} - s$" if slope < 0 else "$s$"
        plan.text(j + 1, i + 1, text, ha="center", va="center", color=THEORY if slope else INK if base else MUTED)
    plan.set(xlabel="to place", ylabel="from place", xticks=places, yticks=places, xlim=(0.5, 4.5), ylim=(4.5, 0.5))
    plan.set_title(r"plan $\gamma_s$ (shade: $s = 1$)")
    price.plot(data["s"], data["cost"], color=THEORY)
    price.plot(data["s"], data["squared"], color=MUTED, linestyle=":")
    price.plot(data["whole_s"], data["whole_cost"], "o", color=NUMERICS, label="whole plans")
    price.text(0.05, 4.1, r"distance: $W = 5$", color=THEORY)
    price.text(0.85, 8.0, "squared\ndistance", color=MUTED)
    price.set(xlabel="$s$ (shovelfuls)", ylabel="cost of the plan", xticks=[0, 1, 2], ylim=(0, 10))
    price.legend(loc="lower left")
    price.set_title("all cost the same")
