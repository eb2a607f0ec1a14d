"""Question  How much is left of the generator's gradient when its law is far from the data?
Claim     saturating-gradient-is-2jsd, diminishing-gradient, log-d-trick-loss, jsd-plateau
Answer    JSD flattens at log 2, and the gradient of log(1 - D) dies like exp(-mu^2/8); that of -log D grows with the
          distance.
Slide     002 Issue in training GAN: Gradient vanishing; 004 Gradient Vanishing
Listed    fig-grad-vs-mu, numeric
Make      python -m figures saturating-gradient
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from figures.stage.colours import MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from numerics.certified import certified_js
from numerics.laws import Normal
from theory.supports.noisy_gradient import exact_gradient

PANELS = (1, 2)
MEANS = sorted({Fraction(1, 10)} | {Fraction(k, 8) for k in (*range(1, 16), *range(16, 48, 2), *range(48, 84, 4))})
#: R6 of the list of claims: JSD, gradient of log(1 - D*), gradient of -log D*; 30 digits there, doubles here.
TABLE = {
    0.1: (0.0012484400960706584859823823700249, 0.049875311206307107016449888099954, 0.050124688793692892984),
    0.5: (0.030311300520838980579299870612746, 0.23526350611485220834056446326581, 0.26473649388514779166),
    1: (0.11142148218473617971736812217756, 0.397972867183249843718605080288, 0.60202713281675015628),
    2: (0.33683082034683161200480479998289, 0.44959950920667282971168050117817, 1.5504004907933271703),
    3: (0.52677730652137350438442573826588, 0.2958637532991626076749300659304, 2.7041362467008373923),
    4: (0.63272019373686698165901059430098, 0.13719481758147762804760736361783, 3.862805182418522372),
    5: (0.67594257738097986840314499547521, 0.047379617183351906714736365658214, 4.9526203828166480933),
    6: (0.68929793302907776672297056516727, 0.012453239219710541482550847463278, 5.9875467607802894585),
    8: (0.69305364548291992884477421054573, 0.00039287473607279406997095997736643, 7.9996071252639272059),
    10: (0.69314631739398446409024110033633, 4.4641002144607068400546526952387e-6, 9.9999955358997855393),
}


def data() -> Data:
    with flint.ctx.workprec(120):
        others = [exact_gradient(mu) for mu in MEANS]
        pulls = [float(flint.arb(mu.numerator) / mu.denominator - g) for mu, g in zip(MEANS, others, strict=True)]
    mu = np.array([float(each) for each in MEANS])
    listed = np.isin(mu, list(TABLE))
    js = np.array([float(certified_js(Normal(0, 1), Normal(each, 1), digits=17)) for each in MEANS])
    return {
        "mu": mu, "js": js, "saturating": np.array(pulls), "other": np.array([float(g) for g in others]),
        "asymptote": np.sqrt(np.pi / 2) * np.exp(-(mu**2) / 8),
        "listed": mu[listed], "listed_js": _js_sums(mu[listed]),
        **dict(zip(("sampled", "sampled_other"), _sums(mu[listed]), strict=True)),
    }  # fmt: skip


def _sums(mu: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """E_q[dD-loss/dx] for D* = sigmoid(mu^2/2 - mu x), by the trapezoid rule: mu E_q D* and mu E_q (1 - D*)."""
    x = np.arange(-500, 751) / 25
    q = np.exp(-((x - mu[:, None]) ** 2) / 2) / np.sqrt(2 * np.pi) / 25
    logit = mu[:, None] * (mu[:, None] / 2 - x)
    return mu * (q / (1 + np.exp(-logit))).sum(-1), mu * (q / (1 + np.exp(logit))).sum(-1)


def _js_sums(mu: np.ndarray) -> np.ndarray:
    """JSD = log 2 - (E_p[-log D*] + E_q[-log(1 - D*)])/2 by the trapezoid rule."""
    x = np.arange(-500, 751) / 25
    p, q = (np.exp(-((x - at) ** 2) / 2) / np.sqrt(2 * np.pi) / 25 for at in (0 * mu[:, None], mu[:, None]))
    logit = mu[:, None] * (mu[:, None] / 2 - x)
    return np.log(2) - (p * np.logaddexp(0, -logit) + q * np.logaddexp(0, logit)).sum(-1) / 2


def check(data: Data) -> Iterator[Feature]:
    mu, listed, table = data["mu"], data["listed"], np.array(list(TABLE.values()))
    yield same("the distances", mu, np.r_[0.1, np.arange(1, 16) / 8, np.arange(8, 24) / 4, np.arange(12, 21) / 2])
    yield same("those of the dots are those of table R6", listed, np.array(list(TABLE)))
    at = [k for k, each in enumerate(MEANS) if float(each) in TABLE]
    for name, column in (("js", 0), ("saturating", 1), ("other", 2)):
        yield close(f"{name} against table R6, relative", data[name][at] / table[:, column], np.ones(len(TABLE)),
                    within=4e-16, because="both are nearest doubles: two roundings")  # fmt: skip
    yield close("JSD at the dots, by sums over x, against R6", data["listed_js"], table[:, 0],
                within=1e-15, because="sums of positive terms up to log 2, by pairs: a few roundings")  # fmt: skip
    trapezoid = "the trapezoid rule, steps of 1/25, poles pi/10 away: exp(-49), and roundings of 300 terms"
    for name, column in (("sampled", 1), ("sampled_other", 2)):
        yield close(f"{name}, by sums over x, against R6, relative", data[name] / table[:, column],
                    np.ones(len(TABLE)), within=1e-13, because=trapezoid)  # fmt: skip
    sums = _sums(mu)
    yield close("the curve of log(1 - D), relative", data["saturating"] / sums[0], np.ones(len(mu)), within=1e-13,
                because=trapezoid)  # fmt: skip
    yield close("the two gradients add up to mu", data["saturating"] + data["other"], mu,
                within=4e-15, because="roundings")  # fmt: skip
    yield close("JSD climbs by half the gradient", np.diff(data["js"]), _climbed(mu), within=1e-13,
                because="Gauss's rule of 12 points on steps of 1/2 at most: 1e-16, and sums of 300 terms")  # fmt: skip
    yield above("JSD rises all the way", np.diff(data["js"]), 0.0, because="more distance is seen better")
    # log 2 - JSD is e^(-mu^2/8)/(mu sqrt(2 pi)) times the integral of log(1 + e^y) e^(-y/2) e^(-y^2/(2 mu^2)) over y,
    # which is 2 pi without the last factor; the powers of 1/mu^2 in that one bound it in turn from above and below
    left = (np.log(2) - data["js"]) / (np.sqrt(2 * np.pi) / mu * np.exp(-(mu**2) / 8))
    yield below("to log 2: what is left is below sqrt(2 pi)/mu exp(-mu^2/8)", left, 1.0,
                because="the first term of an alternating series")  # fmt: skip
    yield close("of which it is, at 10, 1 - (8 + pi^2)/(2 mu^2)", left[-1], 1 - (8 + np.pi**2) / 200, within=0.017,
                because="the next term is (384 + 48 pi^2 + 5 pi^4)/(8 mu^4) = 0.0168")  # fmt: skip
    yield close("asymptote, its logarithm", np.log(data["asymptote"]), np.log(np.pi / 2) / 2 - mu**2 / 8, within=1e-14,
                because="roundings of numbers up to 12")  # fmt: skip
    yield close("at 10, gradient over asymptote is 1 - pi^2/(2 mu^2)", data["saturating"][-1] / data["asymptote"][-1],
                1 - np.pi**2 / 200, within=0.01, because="the next term is 5 pi^4/(8 mu^4) = 0.006")  # fmt: skip


def _climbed(mu: np.ndarray) -> np.ndarray:
    """The integral of half the gradient of 2 JSD over each step."""
    nodes, weights = np.polynomial.legendre.leggauss(12)
    ends = np.diff(mu) / 2
    at = mu[:-1, None] + ends[:, None] * (1 + nodes)
    return (_sums(at.ravel())[0].reshape(at.shape) * weights).sum(-1) * ends / 2


def draw(axes: Any, data: Data) -> None:
    seen, gradients = axes
    mu = data["mu"]
    seen.axhline(np.log(2), color=MUTED, linewidth=0.8, linestyle=":")
    seen.text(0.1, np.log(2) + 0.015, r"$\log 2$", color=MUTED)
    seen.plot(mu, data["js"], color=THEORY)
    seen.plot(data["listed"], data["listed_js"], "o", color=NUMERICS)
    seen.set(xlabel=r"distance $\mu$ of $p_g$ from $p_{\mathrm{data}}$", ylabel="JSD (nats)")
    seen.set(xlim=(0, 10.3), ylim=(0, 0.78), yticks=[0, 0.2, 0.4, 0.6])
    gradients.plot(mu, data["other"], color=THEORY, linestyle="--")
    gradients.plot(mu, data["saturating"], color=THEORY)
    gradients.plot(mu, data["asymptote"], color=MUTED, linestyle=":")
    gradients.plot(data["listed"], data["sampled"], "o", data["listed"], data["sampled_other"], "o", color=NUMERICS)
    gradients.set(xlabel=r"distance $\mu$", ylabel="size of the gradient of $G$", yscale="log")
    gradients.set(xlim=(0, 10.3), ylim=(1e-6, 100), yticks=[1e-6, 1e-4, 1e-2, 1, 100])
    gradients.tick_params(which="minor", length=0)
    gradients.text(5, 12, r"$-\log D$")
    gradients.text(6.4, 0.03, r"$\log(1 - D)$")
    gradients.text(7.1, 1.5e-4, r"$\sqrt{\pi/2}\,e^{-\mu^2/8}$", color=MUTED, ha="right")
