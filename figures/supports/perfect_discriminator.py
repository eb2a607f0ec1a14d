"""Question  What happens to the generator's gradient when only the discriminator goes on training?
Claim     almost-perfect-d-trained, almost-perfect-d
Answer    On laws that share no point D stops making mistakes, and the gradient falls by orders of magnitude. On N(0, 1)
          and N(1, 1) no D errs less than 30.85%, and the gradient stays.
Slide     004 Gradient Vanishing
Listed    fig-ab-fig1-2, numeric
Make      python -m figures perfect-discriminator
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from figures.runs.perfect_discriminator import retrained_discriminators
from figures.stage.colours import THEORY, TRAINING
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from theory.proving.measured import records
from theory.supports.noisy_gradient import exact_gradient
from theory.supports.perfect_discriminator import best_error, best_error_in_closed_form

PANELS = (1, 2)
LOOKS = (0, 1, 3, 10, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000)
POINTS, RISK = 4096, 1e-6  # held-out points, half of them real


def data() -> Data:
    run = remembered(retrained_discriminators, looks=list(LOOKS), seed=0)
    return {
        "updates": np.array(LOOKS),
        **{name: np.quantile(values, (0, 0.5, 1), axis=1) for name, values in run.items()},  # over the members
        "floor": float(best_error(Fraction(1)).mid()),
        "pull_of_best": 1 - float(exact_gradient(Fraction(1)).mid()),
    }


def check(data: Data) -> Iterator[Feature]:
    yield same("updates", data["updates"].tolist(), list(LOOKS))
    for laws in ("lines", "normals"):
        error, pull, low = data[f"{laws}_error"], data[f"{laws}_pull"], "least, median and largest of 32"
        counted, because = data[f"{laws}_counted"], "the same answers"
        yield close(f"{laws}: error, with D in numpy; {low}", error, counted, within=1e-15, because=because)
        because = "a step of 1e-5 crosses a kink of D at few of the 2048 fakes"
        ratio = pull / data[f"{laws}_shifted"]
        says = f"{laws}: gradient over difference quotient; {low}"
        yield close(says, ratio, np.ones_like(pull), within=0.01, because=because)
    error, pull = data["lines_error"], data["lines_pull"]
    yield same(
        "two lines: wrong answers of any member from 10 updates on", float(error[2, LOOKS.index(10) :].max()), 0.0
    )
    because = "two orders of magnitude, the experiment's bar"
    yield below("two lines: last gradient over the first, medians", pull[1, -1] / pull[1, 0], 0.01, because=because)
    yield below("two lines: last gradient over the largest", pull[1, -1] / pull[1].max(), 1e-3, because="another order")
    yield below(
        "two lines: growth of it after 10 updates", np.diff(pull[1, LOOKS.index(10) :]), 0.0, because="it falls"
    )
    error, pull, floor = data["normals_error"], data["normals_pull"], data["floor"]
    closed = float(best_error_in_closed_form(Fraction(1)).mid())
    yield close("least possible error", floor, closed, within=1e-15, because="balls of 1e-30, rounded")
    margin = float(np.sqrt(np.log(error.shape[1] * 32 / RISK) / (2 * POINTS)))
    because = f"Phi(-1/2), less Hoeffding's margin for {POINTS} held-out points at risk {RISK:g}"
    yield above("least error of any member on N(0, 1), N(1, 1)", error, floor - margin, because=because)
    because = "five deviations of the median of 32 shares of 4096 points"
    yield close("last error, median", error[1, -1], floor, within=0.008, because=because)
    best = data["pull_of_best"]
    yield close("gradient of D*, by R1 of the claims", best, 0.39797286718324984, within=1e-14, because="rounding")
    because = "five deviations of the median of 32 means over 2048 fakes, and D not quite at rest"
    yield close("last gradient, median", pull[1, -1], best, within=0.01, because=because)
    answers = [effect["answer"] for effect in records()["perfect-discriminator"]["effects"]]
    yield same(
        "the experiment's answers: perfect? vanished? on the lines, on the normals", answers, ["yes", "yes", "no", "no"]
    )


def draw(axes: Any, data: Data) -> None:
    updates = data["updates"]
    for ax, what, best in ((axes[0], "error", data["floor"]), (axes[1], "pull", data["pull_of_best"])):
        for laws, style in (("lines", "-"), ("normals", "--")):
            low, middle, high = data[f"{laws}_{what}"]
            ax.fill_between(updates, low, high, color=TRAINING, alpha=0.25, linewidth=0)
            ax.plot(updates, middle, color=TRAINING, linestyle=style)
        ax.axhline(best, color=THEORY, linewidth=1)
        ax.set_xscale("symlog", linthresh=1)
        ax.set(
            xlim=(0, 1100),
            xlabel="updates of $D$",
            xticks=[0, 1, 10, 100, 1000],
            xticklabels=["0", "1", "10", "100", "1000"],
        )
    error, pull = axes
    error.set(ylabel="share of wrong answers of $D$", ylim=(-0.02, 0.75), yticks=[0, 0.2, 0.4, 0.6])
    error.text(8, 0.36, "laws that overlap", color=TRAINING)
    error.text(12, 0.25, f"least: {data['floor']:.2%}", color=THEORY)
    error.text(12, 0.03, "two lines apart", color=TRAINING)
    pull.set_yscale("log")
    pull.set(ylabel=r"generator's gradient, $\log(1 - D)$", ylim=(1e-5, 3), yticks=[1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1])
    pull.text(7, 0.8, "laws that overlap", color=TRAINING)
    pull.text(120, 1e-4, "two lines\napart", ha="right", color=TRAINING)
