"""Question  What do twelve KL values say about which interval lies in which?
Claim     twelve-kl-values, kl-infinite-iff
Answer    KL is finite only from the contained to the containing law: eight of twelve are infinite. JSD also tells
          overlap from none, and only W tells far from near. (P and the six Q are ours: the slide's are lost.)
Slide     000 Compute all 12 values: inference about containment
Listed    fig-containment, numeric
Make      python -m figures containment
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from figures.stage.colours import DATA, INK, MODEL, MUTED, THEORY
from figures.stage.feature import Feature, close, same
from figures.stage.page import Data
from numerics import Uniform, certified_js, certified_kl, certified_w1
from theory.divergences.finite_values import INFINITE, jsd, kl, of_uniforms, quantile_distance
from theory.divergences.where_infinite import FIRST, OTHERS

PANELS = (1, 2)
WIDTHS = (4, 5)
HEADS = {"forward": r"$\mathrm{KL}(P\,\|\,Q_i)$", "reverse": r"$\mathrm{KL}(Q_i\,\|\,P)$", "js": "JSD", "w": "$W$"}


def data() -> Data:
    p, others = Uniform(*FIRST), [Uniform(*each) for each in OTHERS]
    return {
        "p": np.array(FIRST, float),
        "ends": np.array([[float(each) for each in pair] for pair in OTHERS]),
        "forward": np.array([float(certified_kl(p, q)) for q in others]),
        "reverse": np.array([float(certified_kl(q, p)) for q in others]),
        "js": np.array([float(certified_js(p, q)) for q in others]),
        "w": np.array([float(certified_w1(p, q)) for q in others]),
    }


def check(data: Data) -> Iterator[Feature]:
    (a, b), ends = data["p"], data["ends"]
    forward, reverse, js, w = (data[each] for each in ("forward", "reverse", "js", "w"))
    yield same("P is U[2, 4]", [a, b], [2.0, 4.0])
    wanted = [[5, 7], [4, 6], [3, 5], [1, 5], [2.5, 3.5], [2, 4]]
    yield same("the Q: apart, touching, overlapping, around, inside, equal", ends, np.array(wanted))
    low, high = ends.T
    yield same("KL(P || Q) is finite exactly where Q contains P", np.isfinite(forward), (low <= a) & (b <= high))
    yield same("KL(Q || P) is finite exactly where P contains Q", np.isfinite(reverse), (a <= low) & (high <= b))
    yield same("infinite values of the twelve", int(np.sum(np.isinf([forward, reverse]))), 8)
    one, eps = "one rounding of a number below 1", 2.0**-52
    for name, values, pairs in (("KL(P || Q)", forward, [(FIRST, q) for q in OTHERS]),
                                ("KL(Q || P)", reverse, [(q, FIRST) for q in OTHERS])):  # fmt: skip
        theory = [float(of_uniforms(kl, *pair)) for pair in pairs if of_uniforms(kl, *pair) != INFINITE]
        yield close(f"finite {name}, from the theory", values[np.isfinite(values)], theory, within=eps, because=one)
    yield close("they are log(|B|/|A|): log 2 and 0", [forward[3], forward[5], reverse[4], reverse[5]],
                [np.log(2), 0, np.log(2), 0], within=eps, because=one)  # fmt: skip
    theory = [float(of_uniforms(jsd, FIRST, q)) for q in OTHERS]
    yield close("JSD, from the theory", js, theory, within=eps, because=one)
    yield close("JSD is log 2 for the first two, and half of it for the third", js[:3] / np.log(2), [1, 1, 0.5],
                within=eps, because=one)  # fmt: skip
    yield same("W, from the theory's quantiles", w, np.array([float(quantile_distance(FIRST, q)) for q in OTHERS]))
    alike = [bool(np.isclose(*column[:2], rtol=1e-12)) for column in (forward, reverse, js, w)]
    yield same("only W tells the first two apart: alike?", alike, [True, True, True, False])
    exact = [Fraction(3), Fraction(2), Fraction(1), Fraction(1, 2), Fraction(1, 4), Fraction(0)]
    yield same("W: 3, 2, 1, 1/2, 1/4, 0", w, np.array([float(each) for each in exact]))


def draw(axes: Any, data: Data) -> None:
    bars, table = axes
    rows = -np.arange(len(data["ends"]))
    bars.axvspan(*data["p"], color=DATA, alpha=0.12, linewidth=0)
    for edge in data["p"]:
        bars.axvline(edge, color=DATA, linewidth=1)
    bars.text(data["p"].mean(), 0.85, "$P$", ha="center", va="center", color=DATA)
    for k, (row, (low, high)) in enumerate(zip(rows, data["ends"], strict=True)):
        bars.barh(row, high - low, left=low, height=0.42, color=MODEL, alpha=0.3)
        frame = [low, low, high, high, low], row + 0.21 * np.array([-1, 1, 1, -1, -1])
        bars.plot(*frame, color=MODEL, linestyle="--", linewidth=1)
        bars.text(0.8, row, f"$Q_{k + 1}$", ha="right", va="center", color=MODEL)
    bars.set(xlim=(0.2, 7.3), ylim=(rows[-1] - 0.5, 1.2), xticks=[2, 4, 6], yticks=[], xlabel="$x$ (units)")
    bars.spines["left"].set_visible(False)
    table.set(xlim=(0, 4), ylim=(rows[-1] - 0.5, 1.2))
    for column, (name, head) in enumerate(HEADS.items()):
        table.text(column + 0.5, 0.85, head, ha="center", va="center")
        for row, value in zip(rows, data[name], strict=True):
            infinite = np.isinf(value)
            text = r"$\infty$" if infinite else "0" if value == 0 else f"{value:.2f}" if column == 3 else f"{value:.3f}"
            table.text(column + 0.5, row, text, ha="center", va="center", fontsize="x-large" if infinite else "medium",
                       color=MUTED if infinite else THEORY if column < 2 else INK)  # fmt: skip
    for edge in (0.5, *(rows[:-1] - 0.5)):
        table.axhline(edge, color=MUTED, linewidth=0.5)
    table.text(0.5, -0.09, "divergences in nats, $W$ in units of $x$", transform=table.transAxes, color=MUTED,
               fontsize="small", ha="center", va="center")  # fmt: skip
    table.axis("off")
