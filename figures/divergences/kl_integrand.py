"""Question  What do KL and JSD add up, and where is it negative?
Claim     kl-is-an-integral, kl-pg-pr-integrand-table, kl-asymmetric, jsd-definition
Answer    The areas are the divergences. Both KL integrands fall below zero, reverse KL's down to -p/e and no further;
          the integrand of JSD never does.
Slide     002 Divergence; 004 Mode collapse by the log D trick
Listed    fig-kl-integrand, numeric
Make      python -m figures kl-integrand
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.stage.colours import DATA, INK, MODEL, MUTED, THEORY
from figures.stage.feature import Feature, above, close, same
from figures.stage.page import Data
from numerics import Normal, certified_js, certified_kl
from theory.divergences.gaussian_mixtures import jsd, kl, normal

PANELS = (2, 2)
MEAN, SD = 2, 2  # of p_g; p_data is N(0, 1), so that all three divergences differ
STEP = 0.05
INTEGRANDS = ("forward", "reverse", "js")


def data() -> Data:
    p_law, q_law = Normal(0, 1), Normal(MEAN, SD)
    x = np.arange(-360, 461) * STEP  # ten deviations of the wider law: beyond, nothing is left to plot or to add
    p, q = p_law.density(x), q_law.density(x)
    middle = (p + q) / 2
    return {
        "x": x,
        "p": p,
        "q": q,
        "forward": p * np.log(p / q),
        "reverse": q * np.log(q / p),
        "js": (p * np.log(p / middle) + q * np.log(q / middle)) / 2,
        "least": -p / np.e,
        "area_forward": float(certified_kl(p_law, q_law)),
        "area_reverse": float(certified_kl(q_law, p_law)),
        "area_js": float(certified_js(p_law, q_law)),
    }


def check(data: Data) -> Iterator[Feature]:
    x, p, q = data["x"], data["p"], data["q"]
    sums = "821 terms below 0.1: their rounding stays below 821 * 0.1 * 2^-52; the trapezoid rule itself errs by less"
    yield close("steps of x", np.diff(x), STEP, within=1e-14, because="the rounding of numbers up to 23")
    for name, law, mean, square in (("p_data", p, 0, 1), ("p_g", q, MEAN, MEAN**2 + SD**2)):
        for what, weight, wanted in (("mass", np.ones_like(x), 1), ("mean", x, mean), ("second moment", x**2, square)):
            yield close(f"{name}: {what}", float(np.sum(law * weight) * STEP), wanted, within=1e-12,
                        because=f"{sums}, times x^2 < 530")  # fmt: skip
    log_ratio = np.log(SD) - x**2 / 2 + (x - MEAN) ** 2 / (2 * SD**2)  # log p/q, by hand
    tiny = "roundings of logarithms up to 200, times a density below 0.4"
    yield close("KL(p || q) integrand is p log(p/q)", data["forward"], p * log_ratio, within=1e-13, because=tiny)
    yield close("KL(q || p) integrand is q log(q/p)", data["reverse"], -q * log_ratio, within=1e-13, because=tiny)
    softplus = np.logaddexp(0, log_ratio)  # log(1 + p/q) = log(2 m/q)
    direct = ((p + q) * np.log(2) + p * log_ratio - (p + q) * softplus) / 2
    yield close("JSD integrand, by log D* and log(1 - D*)", data["js"], direct, within=1e-13, because=tiny)
    pairs = (normal(0, 1), normal(MEAN, SD))
    for name, measured in zip(INTEGRANDS, (kl(*pairs), kl(*reversed(pairs)), jsd(*pairs)), strict=True):
        area = data[f"area_{name}"]
        yield close(f"area under the {name} integrand", float(np.sum(data[name]) * STEP), area, within=1e-12,
                    because=sums)  # fmt: skip
        yield close(f"the same, from the theory's ball ({measured.str(6)})", area, float(measured), within=2.0**-51,
                    because="a rounding each of numbers below 4; both balls are narrower than 1e-19")  # fmt: skip
    apart = (MEAN**2 + SD**2) / 2 - (MEAN**2 + 1) / (2 * SD**2) - 2 * np.log(SD)  # the closed forms' difference
    yield close("KL(q || p) less KL(p || q): 27/8 - 2 log 2", data["area_reverse"] - data["area_forward"], apart,
                within=2e-15, because="four roundings of numbers below 4")  # fmt: skip
    roots = np.sort(np.roots([-1 / 2 + 1 / (2 * SD**2), -MEAN / SD**2, MEAN**2 / (2 * SD**2) + np.log(SD)]).real)
    inside = (x > roots[0]) & (x < roots[1])
    yield same("KL(p || q) integrand is negative exactly where p < q", data["forward"] < 0, ~inside)
    yield same("KL(q || p) integrand is negative exactly where q < p", data["reverse"] < 0, inside)
    yield above("least JSD integrand", data["js"], -1e-17, because="never negative; in the far tails rounding decides")
    yield close("the bound is -p/e", data["least"], -p * np.exp(-1), within=1e-16, because="one rounding below 0.15")
    yield above("KL(q || p) integrand less its bound", data["reverse"] - data["least"], -1e-16,
                because="never below; the rounding of numbers near 0.15")  # fmt: skip
    touch = np.min(np.where(np.abs(x) < 3, data["reverse"] - data["least"], np.inf))
    # at q = p/e, near x = 0.31 and -1.65, the gap and its slope vanish; its second derivative, q (log q/p)'^2, is 0.08
    yield close("it touches its bound", touch, 0.0, within=0.1 * (STEP / 2) ** 2 / 2 + 1e-16,
                because="a grid point is at most half a step from where q = p/e")  # fmt: skip


def draw(axes: Any, data: Data) -> None:
    x = data["x"]
    laws, forward, reverse, js = axes.flat
    laws.plot(x, data["p"], color=DATA)
    laws.plot(x, data["q"], color=MODEL, linestyle="--")
    laws.text(-0.9, 0.31, r"$p_{\mathrm{data}}$", ha="right", color=DATA)
    laws.text(3.6, 0.17, "$p_g$", color=MODEL)
    laws.set(ylim=(0, 0.45), ylabel="density", yticks=[0, 0.2, 0.4])
    for panel, name, title, top in (
        (forward, "forward", r"$\mathrm{KL}(p_{\mathrm{data}}\,\|\,p_g)$", 0.6),
        (reverse, "reverse", r"$\mathrm{KL}(p_g\,\|\,p_{\mathrm{data}})$", 0.9),
        (js, "js", "JSD (finer scale)", 0.06),
    ):
        y = data[name]
        panel.plot(x, y, color=THEORY)
        panel.fill_between(x, y, where=y >= 0, color=THEORY, alpha=0.25, linewidth=0)
        panel.fill_between(x, y, where=y < 0, facecolor="none", edgecolor=MUTED, hatch="////", linewidth=0)
        panel.axhline(0, color=INK, linewidth=0.8)
        panel.set_title(f"{title}: area {data[f'area_{name}']:.3f}", color=THEORY)
        panel.set(ylim=(-top / 4, top), ylabel="integrand (nats)", yticks=[0, top])
    reverse.plot(x, data["least"], color=MUTED, linestyle=":")
    reverse.text(2.0, -0.13, r"$\geq -p_{\mathrm{data}}/e$", va="center", color=MUTED)
    for panel, below in zip(*axes, strict=True):
        panel.sharex(below)
        panel.tick_params(labelbottom=False)
        below.set(xlim=(-6, 10), xticks=[-5, 0, 5, 10])
    for panel in axes[1]:
        panel.set(xlabel="$x$")
