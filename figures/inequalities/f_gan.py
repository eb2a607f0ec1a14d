"""Question  What does a critic T of the f-GAN report of the divergence, and when all of it?
Claim     dual-bound-kl, dual-bound-reverse-kl, dual-bound-pearson, dual-bound-neyman, dual-bound-squared-hellinger,
          dual-bound-jensen-shannon
Answer    Never more than all of it, whatever the critic; all of it at T = f'(p/q), and nothing if T is constant.
Slide     ours
Listed    ours, numeric
Make      python -m figures f-gan

Three points, p = (0.6, 0.1, 0.3), q = (0.49, 0.42, 0.09).  A critic f'((p/q)^s) is too timid for s < 1 and too bold for
s > 1.  The row "GAN" of the table is that of JSD, moved by log 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import flint
import numpy as np

import numerics
from figures.stage.colours import MUTED, NUMERICS, PAPER, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from theory.deciding.balls import Case, evaluate
from theory.inequalities.f_gan import LATEX_NAMES, ROWS, Row
from theory.proving.formulas import expression

PANELS = (1, 2)
WIDTHS = (3, 2)
P, Q = np.array([0.6, 0.1, 0.3]), np.array([0.49, 0.42, 0.09])
POWERS = np.arange(0, 49) / 20
CRITICS, NOISE = 40, 0.7  # at random: f'(p/q e^n) with normal n of this deviation
SHOWN = [row for row in ROWS if row.name != "gan"]
#: What is bounded, f and f' by hand: the second road.
Again = tuple[Callable[..., float], Callable[[Any], Any], Callable[[Any], Any]]
AGAIN: dict[str, Again] = {
    "kl": (numerics.kl, lambda u: u * np.log(u), lambda u: np.log(u) + 1),
    "reverse-kl": (lambda p, q: numerics.kl(q, p), lambda u: -np.log(u), lambda u: -1 / u),
    "pearson": (numerics.chi_square, lambda u: (u - 1) ** 2, lambda u: 2 * (u - 1)),
    "neyman": (lambda p, q: numerics.chi_square(q, p), lambda u: (1 - u) ** 2 / u, lambda u: 1 - 1 / u**2),
    "squared-hellinger": (
        lambda p, q: 2 * numerics.squared_hellinger(p, q), lambda u: (np.sqrt(u) - 1) ** 2, lambda u: 1 - u**-0.5
    ),
    "jensen-shannon": (
        lambda p, q: 2 * numerics.js(p, q), lambda u: u * np.log(u) - (u + 1) * np.log((u + 1) / 2),
        lambda u: np.log(2 * u / (u + 1)),
    ),
}  # fmt: skip


def data() -> Data:
    value = np.array([AGAIN[row.name][0](P, Q) for row in SHOWN])
    bolder, random = (P / Q) ** POWERS[:, None], _ratios()
    return {
        "name": np.array([row.name for row in SHOWN]), "power": POWERS, "divergence": value,
        "share": np.array([[_bound(row, ratio) for ratio in bolder] for row in SHOWN]) / value[:, None],
        "random": np.array([[_bound(row, ratio) for ratio in random] for row in SHOWN]) / value[:, None],
        "best": np.array([_bound(row, P / Q) for row in SHOWN]),
    }  # fmt: skip


def _ratios() -> np.ndarray:
    return P / Q * np.exp(NOISE * np.random.default_rng(0).standard_normal((CRITICS, 3)))


def _bound(row: Row, ratio: np.ndarray) -> float:
    """E_p T - E_q f*(T) for T = f'(ratio), by the formulas of the theory's page, in balls."""
    with flint.ctx.workprec(100):
        critic = [Fraction(_at(row.slope, "u", Fraction(float(u)))) for u in ratio]
        return sum(
            float(a) * float(t) - float(b) * _at(row.conjugate, "t", t) for a, b, t in zip(P, Q, critic, strict=True)
        )


def _at(formula: Any, name: str, place: Fraction) -> float:
    return float(evaluate(expression(formula, {name: "real"}), Case(parameters={name: place})).ball.real)


def check(data: Data) -> Iterator[Feature]:
    power, share, names = data["power"], data["share"], list(AGAIN)
    yield same("the rows", data["name"], np.array(names))
    yield close("the powers", power, np.linspace(0, 2.4, 49), within=1e-15, because="roundings")
    rounded = "some ten roundings of numbers up to 100, over divergences of 0.2"
    for k, (value, f, slope) in enumerate(AGAIN.values()):
        yield close(f"{names[k]}: the divergence, sum of q f(p/q)", data["divergence"][k], (Q * f(P / Q)).sum(),
                    within=1e-15, because="roundings")  # fmt: skip
        for name, ratios in (("share", (P / Q) ** power[:, None]), ("random", _ratios())):
            again = (P * slope(ratios) - Q * (ratios * slope(ratios) - f(ratios))).sum(-1) / value(P, Q)
            size = np.maximum(1, np.abs(again))
            yield close(f"{names[k]}: {name}, with f*(f'(u)) = u f'(u) - f(u)", data[name][k] / size, again / size,
                        within=1e-12, because=rounded)  # fmt: skip
    yield close("at s = 1 all of it is reached", data["best"], data["divergence"],
                within=1e-14, because="ten roundings")  # fmt: skip
    yield below("and nowhere more", share, 1 + 1e-13, because="a bound, up to the same roundings")
    yield same("each is largest at s = 1", share.argmax(-1), np.full(6, 20))
    yield close("a constant critic reports nothing", share[:, 0], np.zeros(6), within=1e-13, because=rounded)
    yield above("each rises up to s = 1", np.diff(share[:, :21]), 0.0, because="bolder is better up to there")
    yield below("and falls beyond", np.diff(share[:, 20:]), 0.0, because="and worse from there")
    yield below("no critic at random reports more", data["random"], 1.0, because="a bound; equality at one critic only")


def draw(axes: Any, data: Data) -> None:
    bolder, strips = axes
    bolder.axhline(1, color=MUTED, linewidth=1, linestyle=":")
    bolder.plot(data["power"], data["share"].T, color=THEORY, linewidth=1.2)
    bolder.plot(np.ones(6), data["best"] / data["divergence"], "o", color=NUMERICS)
    plate = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}
    heights = (-0.4, -0.8, -0.4, -0.8, -0.8, 0.4)  # of the names, each in its curve and along it
    for name, share, height in zip(data["name"], data["share"], heights, strict=True):
        k = np.flatnonzero(share > height)[-1]
        lean = np.degrees(np.arctan2(share[k + 1] - share[k], data["power"][k + 1] - data["power"][k]))
        bolder.text(data["power"][k], share[k], f"${LATEX_NAMES[name]}$", rotation=lean, transform_rotates_text=True,
                    rotation_mode="anchor", ha="center", va="center", fontsize="small", bbox=plate)  # fmt: skip
    bolder.set(
        xlabel="$s$, the boldness of the critic", ylabel="share of the divergence", xlim=(0, 2.4), ylim=(-1.1, 1.25)
    )
    bolder.set(xticks=[0, 1, 2], yticks=[-1, 0, 1])
    rows = -np.arange(6)
    strips.axvline(1, color=THEORY, linewidth=1.2)
    for row, shares in zip(rows, data["random"], strict=True):
        strips.plot(shares, np.full(len(shares), row), "o", color=NUMERICS, alpha=0.4, markersize=3)
    strips.set(xlabel="share, random critics", xlim=(-1.1, 1.1), xticks=[-1, 0, 1], ylim=(-5.6, 0.6))
    strips.set_yticks(rows, [f"${LATEX_NAMES[name]}$" for name in data["name"]])
    strips.yaxis.tick_right()
    strips.tick_params(axis="y", length=0)
    strips.spines[["left"]].set_visible(False)
    strips.set_ylabel("divergence")
    strips.yaxis.set_label_position("right")
