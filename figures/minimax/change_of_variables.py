r"""Question  What law does a generator make of its noise?
Claim     change-of-variables-density, change-of-variables-density-as-printed, generator-as-function
Answer    Where G is flat the noise piles up. The density needs the modulus of the slope, or it is negative for a
          falling G; and both branches of a 2-to-1 G, or half of the mass is lost.
Slide     000 Point-01, Proving point-01; 001 Implicit Generative Models; 002 GAN: Implicitly define the model
Listed    fig-rv-transform, numeric
Make      python -m figures change-of-variables
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import special, stats

from figures.stage.colours import INK, MODEL, MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data

PANELS = (1, 3)
#: The generators, and how high up their masses are written.
NAMES = {"climbing": ("$e^{z/2}$", 3.2), "falling": (r"$3\sigma(-z)$", 3.75), "2-to-1": ("$z^2$", 2.4)}
#: Draws for the histograms; the risk at which a right sampler would be refused; the upper end of what is drawn.
N, RISK, TOP = 20_000, 1e-4, 4.2
#: The largest distance of distribution functions that the inequality of Dvoretzky, Kiefer and Wolfowitz leaves.
DKW = math.sqrt(math.log(2 / RISK) / (2 * N))


def generators(z: np.ndarray) -> np.ndarray:
    """exp(z/2), 3 sigmoid(-z), z^2."""
    return np.array([np.exp(z / 2), 3 * special.expit(-z), z**2])


def branches(k: int, x: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Of generator k: G^-1(x), and its slope with sign, for each branch."""
    if k == 1:
        return [(np.log((3 - x) / x), -3 / (x * (3 - x)))]
    root = np.sqrt(x)
    return [(root, 1 / (2 * root)), (-root, -1 / (2 * root))] if k else [(2 * np.log(x), 2 / x)]


def density(k: int, x: np.ndarray, *, printed: bool = False) -> np.ndarray:
    """p_g of generator k; as printed: its first branch only, and without the modulus."""
    found = branches(k, x)[:1] if printed else branches(k, x)
    return sum((phi(z) * (slope if printed else np.abs(slope)) for z, slope in found), np.zeros(np.shape(x)))


def phi(z: np.ndarray) -> np.ndarray:
    return np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)


def mass(k: int, *, printed: bool = False) -> float:
    """The integral of p_g over all x but a mass below 1e-20: 20 nodes of Gauss and Legendre in each of 32 panels, that
    are even in log x, x and sqrt x: the last takes the pole of 1/sqrt(x) away."""
    nodes, weights = special.roots_legendre(20)
    cuts = np.linspace(*((-7.0, 5.0), (0.0, 3.0), (0.0, 9.5))[k], 33)
    half = np.diff(cuts)[:, None] / 2
    u = (cuts[1:] + cuts[:-1])[:, None] / 2 + half * nodes
    x, stretch = ((np.exp(u), np.exp(u)), (u, np.ones_like(u)), (u**2, 2 * u))[k]
    return float(np.sum(density(k, x, printed=printed) * stretch * half * weights))


def data() -> Data:
    z, ends = np.arange(-60, 61) / 20, (TOP, 3.0, TOP)
    x = np.array([np.linspace(0, end, 221)[1:-1] for end in ends])
    bins = np.array([end * np.linspace(0, 1, 15) ** (1 + (k == 2)) for k, end in enumerate(ends)])  # finer at the pole
    drawn = generators(np.random.default_rng(0).standard_normal(N))
    heights = np.array([np.histogram(d, b)[0] / (N * np.diff(b)) for d, b in zip(drawn, bins, strict=True)])
    return {
        "z": z, "p_z": phi(z), "G": generators(z), "x": x, "bins": bins, "heights": heights,
        "p_g": np.array([density(k, x[k]) for k in range(3)]),
        "printed": np.array([density(k, x[k], printed=True) for k in range(3)]),
        "masses": np.array([[mass(k, printed=printed) for k in range(3)] for printed in (False, True)]),
    }  # fmt: skip


def check(data: Data) -> Iterator[Feature]:
    z, g, x, p_g, printed = (np.asarray(data[name]) for name in ("z", "G", "x", "p_g", "printed"))
    rounding = "exponentials and roots of numbers up to 5: a few roundings"
    yield close("p_z, against scipy's normal law", data["p_z"], stats.norm.pdf(z), within=1e-15, because=rounding)
    yield same("z goes from -3 to 3 in steps of 1/20", z, np.arange(-60, 61) / 20)
    yield above("the climbing map climbs", np.diff(g[0]), 0.0, because="its slope is exp(z/2)/2")
    yield below("the falling map falls", np.diff(g[1]), 0.0, because="its slope is -3 s(1 - s)")
    yield close("the 2-to-1 map takes z and -z to the same x", g[2], g[2][::-1], within=1e-14,
                because="z is symmetric; two roundings")  # fmt: skip
    back = [2 * np.log(np.abs(g[0])), -special.logit(np.clip(g[1] / 3, 1e-9, 1 - 1e-9)), np.sqrt(np.abs(g[2]))]
    yield close("back from x to z, to |z| for the last", back, [z, z, np.abs(z)], within=1e-13, because=rounding)
    yield close("p_g, against the slope of P(G(z) <= x)", p_g, list(map(slope_of_distribution, range(3), x)),
                within=1e-12, because="a complex step has no cancellation; 20 roundings of numbers to 5")  # fmt: skip
    yield close("mass of each p_g", np.asarray(data["masses"])[0], np.ones(3), within=1e-12,
                because="twice the panels change it by less than 1e-14")  # fmt: skip
    for k, share in enumerate((1.0, -1.0, 0.5)):
        yield close(f"as printed, {list(NAMES)[k]}: {share:g} times the density", printed[k], share * p_g[k],
                    within=1e-14, because="the same formula but for sign and branches")  # fmt: skip
    yield close("as printed", np.asarray(data["masses"])[1], [1.0, -1.0, 0.5], within=1e-12, because="the same rule")
    for k, name in enumerate(NAMES):
        bins, heights = np.asarray(data["bins"])[k], np.asarray(data["heights"])[k]
        counts = heights * np.diff(bins) * N
        yield close(f"{name}: bars are whole counts", counts, np.rint(counts), within=1e-8, because="roundings of 2e4")
        found = np.append(0.0, np.cumsum(counts) / N)
        yield below(f"{name}: samples' distribution less the exact one, at most", np.abs(found - distribution(k, bins)),
                    DKW, because=f"Dvoretzky-Kiefer-Wolfowitz at risk {RISK:g}, {N} draws")  # fmt: skip
        yield same(f"{name}: from 0 to the end of the picture", bins[[0, -1]].tolist(), [0.0, 3.0 if k == 1 else TOP])


def distribution(k: int, x: np.ndarray) -> np.ndarray:
    """P(G(z) <= x), from what G(z) <= x means for z; complex x is let through."""

    def below_of(z: np.ndarray) -> np.ndarray:
        return (1 + special.erf(z / math.sqrt(2))) / 2

    with np.errstate(divide="ignore", invalid="ignore"):
        if k == 2:
            return below_of(np.sqrt(x)) - below_of(-np.sqrt(x))
        return 1 - below_of(np.log((3 - x) / x)) if k else below_of(2 * np.log(x))


def slope_of_distribution(k: int, x: np.ndarray) -> np.ndarray:
    """Its derivative by a step of 1e-20 i."""
    return np.imag(distribution(k, x + 1e-20j)) / 1e-20


def draw(axes: Any, data: Data) -> None:
    z, scale, base, foot = data["z"], 2.6, 4.1, -1.25
    for k, (ax, (name, (formula, line))) in enumerate(zip(axes, NAMES.items(), strict=True)):
        ax.fill_between(z, foot, foot + data["p_z"] / max(data["p_z"]), color=MUTED, alpha=0.4, linewidth=0)
        inside = data["G"][k] <= TOP
        ax.plot(z[inside], data["G"][k][inside], color=THEORY)
        shown = data["p_g"][k] < 2
        ax.plot(base + scale * data["p_g"][k][shown], data["x"][k][shown], color=MODEL, linestyle="--")
        ax.axvline(base, color=MUTED, linewidth=1, ymin=0.24)
        middles = (data["bins"][k][1:] + data["bins"][k][:-1]) / 2
        ax.plot(base + scale * data["heights"][k], middles, "o", color=NUMERICS, markersize=3)
        ax.text(4.8, line, f"mass {data['masses'][0][k]:g}", color=MODEL, fontsize="small")
        if k:
            ax.sharey(axes[0])
            ax.tick_params(labelleft=False)
            ax.plot(base + scale * data["printed"][k][shown], data["x"][k][shown], color=INK, linestyle=":")
            x, y, ha, what = ((3.8, 3.2, "right", "no modulus"), (4.8, 1.55, "left", "one branch"))[k - 1]
            said = f"{what}:\nmass {data['masses'][1][k]:g}".replace("-", "−")
            ax.text(x, y, said, ha=ha, color=INK, fontsize="small")
        ax.set(xlim=(-3.2, 9.4), ylim=(foot, TOP), xticks=[-2, 0, 2], yticks=[0, 1, 2, 3, 4])
        ax.set_xlabel("noise $z$", loc="left")
        ax.set_title(f"{name}: {formula}")
    axes[0].text(0, foot + 0.3, "$p_z$", ha="center")
    axes[0].text(6.4, 1.15, "$p_g$", color=MODEL)
    axes[0].set(ylabel="$x = G(z)$")
