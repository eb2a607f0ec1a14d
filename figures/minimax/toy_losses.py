"""Question  For which losses is the gradient that G receives the slope of what the loss is worth?
Claim     frozen-vs-value, frozen-vs-value-saturating, frozen-vs-value-non-saturating, frozen-vs-value-logit,
          frozen-vs-value-without-the-log, frozen-vs-value-maximum-likelihood, frozen-vs-value-inverse-odds,
          frozen-vs-value-lsgan-01, frozen-vs-value-lsgan-110, lsgan-frozen-gradient
Answer    For one of eight, -logit D. The value of -D/(1 - D) never changes, and least squares with the codes -1 and 1
          leads away from the data.
Slide     ours
Listed    ours, numeric
Make      python -m figures toy-losses

Two points: p = (1/2, 1/2), q = (theta, 1 - theta) at theta = 1/4, so that a negative slope moves q towards p.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from figures.stage.colours import MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, close, same
from figures.stage.page import Data
from theory.deciding.balls import evaluate
from theory.minimax.frozen_vs_value import ROWS
from theory.proving.calc import Calc
from theory.proving.facts import R4
from theory.proving.formulas import expression
from theory.proving.gradient import Gradient
from theory.terms.derivative import along

STEP = 1e-30  # of complex steps: its square is lost beside 1
#: h(D) by the theory page's name, D* as a function of q/p, and h for the eye.
Loss = tuple[Callable[[Any], Any], Callable[[Any], Any], str]
PLAIN: Callable[[Any], Any] = lambda t: 1 / (1 + t)  # noqa: E731
LOSSES: dict[str, Loss] = {
    "logit": (lambda d: np.log(1 - d) - np.log(d), PLAIN, r"$-\mathrm{logit}\,D$"),
    "saturating": (lambda d: np.log(1 - d), PLAIN, r"$\log(1 - D)$"),
    "non-saturating": (lambda d: -np.log(d), PLAIN, r"$-\log D$"),
    "without-the-log": (lambda d: 1 - d, PLAIN, "$1 - D$"),
    "inverse-odds": (lambda d: (1 - d) / d, PLAIN, r"$(1 - D)/D$"),
    "maximum-likelihood": (lambda d: -d / (1 - d), PLAIN, r"$-D/(1 - D)$"),
    "lsgan-01": (lambda d: (d - 1) ** 2 / 2, PLAIN, r"$(D - 1)^2/2$"),
    "lsgan-110": (lambda d: d**2 / 2, lambda t: (1 - t) / (1 + t), r"$D^2/2$, codes $\mp 1$"),
}
#: R4 and R5 of the list of claims, and its adjacent claims 1 and 6: frozen, and of the value, where it says so.
LISTED = {
    "saturating": (np.log(5 / 9), np.log(5 / 9) + 4 / 15), "non-saturating": (np.log(3 / 5), np.log(3 / 5) - 4 / 15),
    "without-the-log": (-4 / 15, -64 / 225), "maximum-likelihood": (-4 / 3, 0.0), "logit": (-np.log(3), -np.log(3)),
    "lsgan-110": (8 / 225, None), "lsgan-01": (-28 / 225, None),
}  # fmt: skip


def data() -> Data:
    claims = {claim.id.removeprefix("frozen-vs-value-"): claim for claim in ROWS}
    proofs = [claims[name].proof for name in LOSSES]
    frozen = [next(s for s in proof if isinstance(s, Gradient) and s.frozen) for proof in proofs]
    values = [next(s for s in proof if isinstance(s, Calc)) for proof in proofs]
    return {
        "loss": np.array([text for _, _, text in LOSSES.values()]),
        "frozen": np.array([float(evaluate(expression(s.gives), R4).ball.real) for s in frozen]),
        "of_value": np.array([float(evaluate(along(expression(s.start)), R4).ball.real) for s in values]),
        "frozen_taken": np.array([_slope(h, best, follows=False) for h, best, _ in LOSSES.values()]),
        "of_value_taken": np.array([_slope(h, best, follows=True) for h, best, _ in LOSSES.values()]),
    }


def _slope(h: Callable[[Any], Any], best: Callable[[Any], Any], *, follows: bool) -> float:
    """d/dtheta of E_q h(D*) by a complex step, where D* stays what it was or follows q."""
    theta = 0.25 + STEP * 1j
    q = np.array([theta, 1 - theta])
    d = best(2 * (q if follows else np.real(q)))
    return float(np.imag((q * h(d)).sum()) / STEP)


def check(data: Data) -> Iterator[Feature]:
    names = list(LOSSES)
    yield same("the losses", data["loss"], np.array([text for _, _, text in LOSSES.values()]))
    for k, (name, wanted) in enumerate(zip(names, (LISTED.get(name, (None, None)) for name in names), strict=True)):
        if wanted[0] is not None:
            yield close(f"{name}: gradient at frozen D, as listed", data["frozen"][k], wanted[0],
                        within=1e-14, because="balls at 53 bits")  # fmt: skip
        if wanted[1] is not None:
            yield close(f"{name}: gradient of the value, as listed", data["of_value"][k], wanted[1],
                        within=1e-14, because="balls at 53 bits")  # fmt: skip
    roundings = "complex steps do not subtract: roundings, of numbers up to 2"
    for name in ("frozen", "of_value"):
        again = [_slope(h, best, follows=name == "of_value") for h, best, _ in LOSSES.values()]
        yield close(f"{name}, rules of differentiation against complex steps", data[name], again,
                    within=1e-14, because=roundings)  # fmt: skip
        yield close(f"{name}, the dots", data[f"{name}_taken"], data[name], within=1e-14, because=roundings)
    agree = [name for name, a, b in zip(names, data["frozen"], data["of_value"], strict=True) if abs(a - b) < 1e-9]
    yield same("gradient and value agree for one loss", agree, ["logit"])
    away = [name for name, a in zip(names, data["frozen"], strict=True) if a > 0]
    yield same("one leads away from the data", away, ["lsgan-110"])
    still = [name for name, b in zip(names, data["of_value"], strict=True) if abs(b) < 1e-9]
    yield same("the value of one does not change", still, ["maximum-likelihood"])


def draw(ax: Any, data: Data) -> None:
    rows = -np.arange(len(data["loss"]))
    ax.axvspan(0, 0.6, color=MUTED, alpha=0.2, linewidth=0)
    ax.axvline(0, color=MUTED, linewidth=0.8)
    ax.hlines(rows, data["frozen"], data["of_value"], color=MUTED, linewidth=1)
    ax.plot(data["frozen"], rows, "|", data["of_value"], rows, "|", color=THEORY, markersize=14, markeredgewidth=2)
    ax.plot(data["frozen_taken"], rows, "o", color=NUMERICS, label="gradient, $D$ held fixed")
    follows = {"fillstyle": "none", "label": "slope of the value, $D$ follows"}
    ax.plot(data["of_value_taken"], rows, "s", color=NUMERICS, **follows)
    ax.text(data["frozen"][0] + 0.07, rows[0], "they agree", va="center")
    ax.text(data["of_value"][5] + 0.07, rows[5], "no slope", va="center")
    ax.text(data["frozen"][7] + 0.07, rows[7], "away from $p$", va="center")
    ax.set(yticks=rows, ylim=(-7.6, 1.5), xlim=(-2.15, 0.6), ylabel="loss of $G$")
    ax.set_yticklabels(data["loss"])
    ax.set_xlabel(r"$d/d\theta$ at $\theta = 1/4$; negative: $q$ moves towards $p$")
    ax.legend(loc="upper left", ncols=2, columnspacing=1, handletextpad=0.2)
