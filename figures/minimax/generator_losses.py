"""Question  Why does one loss of the generator stop teaching where D is sure, and the other not?
Claim     diminishing-gradient, slope-in-d-does-not-vanish, the-two-gradients-add-up
Answer    Against D neither curve is flat at D = 0. Against the logit, which is what G moves, log(1 - D) is flat there:
          at D = 0.01 the other loss pulls 99 times harder.
Slide     000 Diminishing Gradients; 003 Vanishing gradients
Listed    fig-saturation, numeric
Make      python -m figures generator-losses
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from figures.stage.colours import MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, close, same
from figures.stage.page import Data
from theory.deciding.balls import Case, evaluate
from theory.minimax.generator_losses import CLAIMS
from theory.proving.formulas import expression
from theory.proving.gradient import Slope

PANELS = (1, 3)
LOGITS = np.arange(-48, 49) / 8
SHARES = np.arange(1, 100) / 100
FEW = np.arange(-4, 5) * 1.5
SATURATING, OTHER = (step for step in CLAIMS[0].proof if isinstance(step, Slope))
PLAIN = next(step for step in CLAIMS[1].proof if isinstance(step, Slope))


def data() -> Data:
    return {
        "share": SHARES, "in_share": _of(PLAIN.of, "t", SHARES), "other_in_share": _of("-log(t)", "t", SHARES),
        "logit": LOGITS, "loss": _of(SATURATING.of, "a", LOGITS), "other": _of(OTHER.of, "a", LOGITS),
        "slope": _of(SATURATING.gives, "a", LOGITS), "other_slope": _of(OTHER.gives, "a", LOGITS),
        "few": FEW, "taken": _complex_step(lambda a: -np.log(1 + np.exp(a))),
        "other_taken": _complex_step(lambda a: np.log(1 + np.exp(-a))),
        "sure": np.array([np.log(0.01 / 0.99)]), "pulls": _pulls(Fraction(1, 100)),
    }  # fmt: skip


def _of(formula: Any, name: str, places: np.ndarray) -> np.ndarray:
    """A formula of the theory's page at numbers, each from a ball that holds the true value."""
    e = expression(formula, {name: "real"})
    with flint.ctx.workprec(120):
        return np.array([float(evaluate(e, Case(parameters={name: Fraction(float(a))})).ball.real) for a in places])


def _complex_step(loss: Any) -> np.ndarray:
    """The slope by arithmetic alone: the imaginary part of loss(a + i h)/h, h too small to matter."""
    return np.imag(loss(FEW + 1e-30j)) / 1e-30


def _pulls(d: Fraction) -> np.ndarray:
    """How hard each loss pulls a logit at which D is d, exactly: D and 1 - D."""
    return np.array([float(d), float(1 - d)])


def check(data: Data) -> Iterator[Feature]:
    d, a, few = data["share"], data["logit"], data["few"]
    sigmoid, ball = (lambda u: 1 / (1 + np.exp(-u))), "a few roundings of numbers up to 6"
    yield same("D is asked at 0.01, 0.02, ..., 0.99", d, np.linspace(1, 99, 99) / 100)
    yield same("the logit at every eighth from -6 to 6", a, np.linspace(-48, 48, 97) / 8)
    yield close("log(1 - D)", data["in_share"], np.log1p(-d), within=1e-14, because=ball)
    yield close("-log D", data["other_in_share"], -np.log(d), within=1e-14, because=ball)
    yield close("its slope at D = 0.015 is -1/(1 - D), not 0", np.diff(data["in_share"])[0] / np.diff(d)[0], -1 / 0.985,
                within=1e-4, because="a chord of 0.01 is off by its square times f^(3)/24 = 1e-5")  # fmt: skip
    yield close("log(1 - D) against the logit", data["loss"], -np.logaddexp(0, a), within=1e-14, because=ball)
    yield close("-log D against the logit", data["other"], np.logaddexp(0, -a), within=1e-14, because=ball)
    yield close("slope of log(1 - D): -sigmoid(a)", data["slope"], -sigmoid(a), within=1e-14, because=ball)
    yield close("slope of -log D: what is missing to -1", data["other_slope"] + data["slope"], np.full(len(a), -1.0),
                within=1e-14, because=ball)  # fmt: skip
    chord = "chords of 1/4: h^2/6 times max |f^(3)| = 0.097, with h = 1/8"
    for loss, slope in (("loss", "slope"), ("other", "other_slope")):
        yield close(f"{slope}: chords of the curve", (data[loss][2:] - data[loss][:-2]) / (a[2:] - a[:-2]),
                    data[slope][1:-1], within=2.6e-4, because=chord)  # fmt: skip
    yield same("the pulls are equal at D = 1/2 only", np.sign(data["other_slope"] - data["slope"]), np.sign(a))
    yield same("dots at every 3/2", few, np.linspace(-6, 6, 9))
    yield close("dots of log(1 - D), by complex steps", data["taken"], -sigmoid(few), within=1e-14, because="roundings")
    yield close("dots of -log D", data["other_taken"], -sigmoid(-few), within=1e-14, because="roundings")
    yield close("the logit of D = 0.01", data["sure"], [-np.log(99)], within=1e-14, because="a rounding of 4.6")
    yield close("pulls there: D and 1 - D", data["pulls"], [sigmoid(-np.log(99)), sigmoid(np.log(99))],
                within=1e-15, because="roundings of numbers below 1")  # fmt: skip
    yield close("their ratio", data["pulls"][1] / data["pulls"][0], 99.0, within=1e-12, because="two roundings of 99")


def draw(axes: Any, data: Data) -> None:
    in_d, in_logit, slopes = axes
    arrow = {"arrowstyle": "->", "color": MUTED}
    in_d.plot(data["share"], data["in_share"], color=THEORY)
    in_d.plot(data["share"], data["other_in_share"], color=THEORY, linestyle="--")
    in_d.text(0.22, 2.1, r"$-\log D$")
    in_d.text(0.37, -1.9, r"$\log(1 - D)$", ha="center")
    in_d.annotate("", (0.02, -0.15), (0.14, -4.2), arrowprops=arrow)
    in_d.text(-0.02, -4.9, "slope $-1$")
    in_d.set(xlabel="$D$", ylabel="loss of $G$ (nats)", xticks=[0, 0.5, 1], yticks=[-4, 0, 4], ylim=(-6.3, 6.3))
    in_logit.sharey(in_d)
    in_logit.tick_params(labelleft=False)
    in_logit.plot(data["logit"], data["loss"], color=THEORY)
    in_logit.plot(data["logit"], data["other"], color=THEORY, linestyle="--")
    in_logit.annotate("", (-4.8, -0.15), (-4.2, -4.2), arrowprops=arrow)
    in_logit.text(-6.2, -4.9, "slope 0")
    in_logit.text(-1.9, 2.9, r"$-\log D$")
    in_logit.text(1.35, -1.05, r"$\log(1 - D)$")
    in_logit.set(xlabel="logit $a$ of $D$", xticks=[-5, 0, 5])
    slopes.axvline(data["sure"][0], color=MUTED, linewidth=0.8, linestyle=":")
    slopes.plot(data["logit"], -data["slope"], color=THEORY)
    slopes.plot(data["logit"], -data["other_slope"], color=THEORY, linestyle="--")
    slopes.plot(data["few"], -data["taken"], "o", data["few"], -data["other_taken"], "o", color=NUMERICS)
    slopes.set(xlabel="logit $a$ of $D$", ylabel="pull on the logit", xticks=[-5, 0, 5], yticks=[0, 0.5, 1])
    slopes.set(ylim=(-0.05, 1.3))
    slopes.text(data["sure"][0] + 0.3, 1.17, "$D = 0.01$: 99 to 1", va="center")
