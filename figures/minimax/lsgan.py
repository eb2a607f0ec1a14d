"""Question  What does the best least-squares discriminator answer, and what is the value there?
Claim     lsgan-optimal-discriminator, lsgan-value-is-chi-square
Answer    D* = (b p + a q)/(p + q): with codes 0 and 1 the usual D*. With codes -1, 1, 0 the value, both terms in c, is
          Pearson's chi-square: 0 only at p_g = p_data, and flat once the laws are far apart.
Slide     ours
Listed    ours, numeric
Make      python -m figures lsgan
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import expit, ndtr

from figures.stage.colours import DATA, MODEL, NUMERICS, THEORY
from figures.stage.feature import Feature, above, below, close
from figures.stage.page import Data
from numerics import Mixture, Normal, certified_chi_square

PANELS = (1, 2)
APART = 2  # in the left panel
X, MEANS = np.arange(-60, 101) / 20, np.arange(61) / 10
EVERY = slice(10, None, 20)  # the points of the left panel that have dots
FEW = [Fraction(k, 2) for k in range(13)]
#: (a, b, c): the codes of fakes and of real points, and what the generator wants.
SYMMETRIC, USUAL = (-1, 1, 0), (0, 1, 1)


def data() -> Data:
    p, q = Normal(0, 1).density(X), Normal(APART, 1).density(X)
    return {
        "x": X,
        "p": p,
        "q": q,
        "symmetric_d": answer(p, q, SYMMETRIC),
        "usual_d": answer(p, q, USUAL),
        "few": X[EVERY],
        "searched": np.array([searched(*pair, SYMMETRIC) for pair in zip(p[EVERY], q[EVERY], strict=True)]),
        "mean": MEANS,
        "symmetric": np.array([value(mean, SYMMETRIC) for mean in MEANS]),
        "usual": np.array([value(mean, USUAL) for mean in MEANS]),
        "few_means": np.array([float(mean) for mean in FEW]),
        "chi_square": np.array([pearson(mean) for mean in FEW]),
    }


def answer(p: np.ndarray, q: np.ndarray, codes: tuple[int, int, int]) -> np.ndarray:
    """D*, the best answer at each point."""
    a, b, _ = codes
    return (b * p + a * q) / (p + q)


def searched(p: float, q: float, codes: tuple[int, int, int]) -> float:
    """The y of least p (y - b)^2 + q (y - a)^2, among all numbers."""
    a, b, _ = codes
    found: Any = minimize_scalar(lambda y: (p * (y - b) ** 2 + q * (y - a) ** 2) / (p + q), tol=1e-12)
    return float(found.x)


def value(mean: float, codes: tuple[int, int, int]) -> float:
    """E_p (D* - c)^2 + E_q (D* - c)^2 for N(0, 1) and N(mean, 1), by the trapezoidal rule."""
    x = np.arange(-240, 241 + 20 * mean) / 20
    p, q = Normal(0, 1).density(x), Normal(0, 1).density(x - mean)
    return float(((answer(p, q, codes) - codes[2]) ** 2 * (p + q)).sum() / 20)


def pearson(mean: Fraction) -> float:
    """2 chi^2(q || m), m the mixture of both halves: certified to 15 digits."""
    q = Normal(mean, 1)
    return 2 * float(certified_chi_square(q, Mixture(["1/2", "1/2"], [Normal(0, 1), q]), digits=15).mid())


def check(data: Data) -> Iterator[Feature]:
    x, mean, delta = data["x"], data["mean"], data["symmetric"]
    yield close("x", x, np.arange(-300, 501, 5) / 100, within=1e-15, because="one rounding")
    for name, at in (("p", 0), ("q", APART)):
        density = np.exp(-((x - at) ** 2) / 2) / np.sqrt(2 * np.pi)
        yield close(f"{name}: normal about {at}", data[name], density, within=1e-15, because="roundings below 0.4")
    because, d = "roundings of numbers below 1", expit(2 - 2 * x)  # log p/q = (x - 2)^2/2 - x^2/2
    yield close("codes 0, 1: the logistic function of log p/q", data["usual_d"], d, within=4e-15, because=because)
    yield close("codes -1, 1: twice that, less 1", data["symmetric_d"], 2 * d - 1, within=8e-15, because=because)
    yield close("places of the dots", data["few"], X[EVERY], within=0, because="the same numbers")
    because = "values that differ by 1e-16 leave a flat minimum open by 1e-8 or so"
    yield close("best answers, by search", data["searched"], data["symmetric_d"][EVERY], within=1e-6, because=because)
    yield close("means", mean, np.arange(0, 601, 10) / 100, within=1e-15, because="one rounding")
    yield close("means of the dots", data["few_means"], mean[::5], within=1e-15, because="one rounding")
    because = "the trapezoidal rule is exact for such functions but for rounding"
    yield close("2 chi^2(q || m), certified", data["chi_square"], delta[::5], within=4e-14, because=because)
    yield close(
        "codes 0, 1, 1: 1/2 and a quarter of it", data["usual"], 1 / 2 + delta / 4, within=4e-14, because=because
    )
    yield close("at mean 1, R1 of the claims", delta[10], 0.40810853126700062512, within=4e-14, because=because)
    yield close("at mean 0: nothing, as p_g = p_data", delta[0], 0, within=1e-15, because="rounding")
    yield above("steps of the value as the mean grows", np.diff(delta), 0.0, because="it grows")
    parallel = 4 * (ndtr(-mean[-1] / 2) * 2)  # 2 - Delta = 4 int pq/(p + q) <= 4 int min(p, q)
    yield below("at mean 6: what is left to its bound 2", 2 - delta[-1], parallel, because="4 int min(p, q)")


def draw(axes: Any, data: Data) -> None:
    answers, values = axes
    x = data["x"]
    answers.fill_between(x, data["p"], color=DATA, alpha=0.15, linewidth=0)
    answers.fill_between(x, data["q"], color=MODEL, alpha=0.15, linewidth=0)
    answers.plot(x, data["symmetric_d"], color=THEORY)
    answers.plot(x, data["usual_d"], color=THEORY, linestyle="--")
    answers.plot(data["few"], data["searched"], "o", color=NUMERICS)
    answers.set(xlabel="$x$", ylabel="$D^*(x)$, and densities", xlim=(-3, 5), ylim=(-1.1, 1.3), yticks=[-1, 0, 1])
    answers.set_title(r"the best $D$")
    values.plot(data["mean"], data["symmetric"], color=THEORY)
    values.plot(data["mean"], data["usual"], color=THEORY, linestyle="--")
    values.plot(data["few_means"], data["chi_square"], "o", color=NUMERICS)
    values.set(
        xlabel=r"offset $\mu$ of $p_g$",
        ylabel="value, both terms with code $c$",
        xlim=(0, 6.1),
        ylim=(0, 2.2),
        yticks=[0, 1, 2],
    )
    values.set_title("the value at $D^*$")
    answers.text(1.8, -0.5, "codes $-1, 1$", color=THEORY)
    answers.text(1.3, 0.62, "codes $0, 1$", color=THEORY)
    answers.text(-0.5, 0.1, r"$p_{\mathrm{data}}$", ha="center", color=DATA)
    answers.text(2.3, 0.2, "$p_g$", ha="center", color=MODEL)
    values.text(2.7, 1.2, "codes $-1, 1, 0$:\n$\\chi^2(2p_g, p_{\\mathrm{data}} + p_g)$", color=THEORY)
    values.text(2, 0.55, "codes $0, 1, 1$: a quarter\nof it, and a half", color=THEORY)
    values.plot([], [], "o", color=NUMERICS, label="certified")
    values.legend(loc="lower right")
