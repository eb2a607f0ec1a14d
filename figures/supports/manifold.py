"""Question  How much room do data take that keep close to a curve, in the plane and in more dimensions?
Claim     manifold-hypothesis
Answer    Next to none. What is within r of a curve of length 1 fills 2 r + pi r^2 of the plane, straight or bent, as
          long as r is below the radius of its bends; in n dimensions its volume is of order r^(n - 1).
Slide     002 The manifold hypothesis
Listed    fig-manifold-1d, numeric
Make      python -m figures manifold
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.special import gamma

from figures.stage.colours import DATA, NUMERICS, THEORY
from figures.stage.feature import Feature, below, close, same
from figures.stage.page import Data
from theory.supports.dimension import tube_of_cube

PANELS = (1, 2)
WIDTHS = (5, 4)
#: The curve: half a circle above the axis and half a circle below it, together of length 1.
BEND = 1 / (2 * np.pi)
BLUR = 0.025  # the deviation of the noise
DIMENSIONS = (2, 3, 10)
CELL, SAMPLES, RISK = 1 / 1000, 200_000, 1e-6
X, Y = np.linspace(-0.45, 0.45, 91), np.linspace(-0.3, 0.3, 61)


def data() -> Data:
    r = np.geomspace(0.01, 0.15, 41)
    few, off = r[4::6], off_the_curve()
    return {
        "x": X,
        "y": Y,
        "curve": curve(np.linspace(0, 1, 201)),
        "density": density((np.arange(600) + 0.5) / 600, np.full(600, 1 / 600)),
        "radius": r,
        "volume": np.array([[tube(each, n) for each in r] for n in DIMENSIONS]),
        "few": few,
        "in_plane": np.array([np.count_nonzero(off <= each) for each in few]) * CELL**2,
        "in_space": np.array([in_box(each) * cube(each, 3) for each in few]),
    }


def curve(length: np.ndarray) -> np.ndarray:
    """The points of the curve after so much of its length, [n, 2]."""
    left, turn = length < 0.5, 2 * np.pi * length
    return BEND * np.stack([np.where(left, -1 - np.cos(turn), 1 + np.cos(turn)), np.sin(turn)], 1)


def density(length: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Of a point of the curve plus normal noise, on the lattice X, Y: the weighted mean of normal densities."""
    at_x, at_y = curve(length).T
    x, y = (np.exp(-((axis[:, None] - at) ** 2) / (2 * BLUR**2)) for axis, at in ((X, at_x), (Y, at_y)))
    return (y * weight) @ x.T / (2 * np.pi * BLUR**2)


def tube(r: float, n: int) -> float:
    """The volume within r of a straight piece of length 1 in n dimensions: a cylinder, and a ball at its ends."""
    around, at_ends = (np.pi ** (k / 2) / gamma(k / 2 + 1) for k in (n - 1, n))  # volumes of unit balls
    return float(around * r ** (n - 1) + at_ends * r**n)


def cube(r: float, n: int) -> float:
    """The volume within r of a straight piece of length 1 in the largest coordinate."""
    return float(tube_of_cube(Fraction(r), 1, n))


def off_the_curve() -> np.ndarray:
    """The distances from the curve of one random point in each cell of a fine grid."""
    columns, rows = np.meshgrid(np.arange(-500, 500), np.arange(-330, 330))
    u, v = np.random.default_rng(0).uniform(size=(2, *columns.shape))
    x, y = (columns + u) * CELL, (rows + v) * CELL
    arc = [np.abs(np.hypot(x + side * BEND, y) - BEND) for side in (1, -1)]
    ends = [np.minimum(np.hypot(x, y), np.hypot(x + 2 * side * BEND, y)) for side in (1, -1)]
    return np.minimum(np.where(y >= 0, arc[0], ends[0]), np.where(y <= 0, arc[1], ends[1]))


def in_box(r: float) -> float:
    """The share of the box around a piece of length 1 in space, r wide in every coordinate, that is within r of it."""
    rng = np.random.default_rng(1)
    along, across = rng.uniform(-r, 1 + r, SAMPLES), rng.uniform(-r, r, (2, SAMPLES))
    beyond = np.maximum(np.maximum(-along, along - 1), 0)
    return np.count_nonzero(beyond**2 + (across**2).sum(0) <= r**2) / SAMPLES


def check(data: Data) -> Iterator[Feature]:
    r, few, points = data["radius"], data["few"], data["curve"]
    rounding, chord = "roundings of numbers below 1/3", 2 * BEND * np.sin(np.pi / 200)
    lengths = np.hypot(*np.diff(points, axis=0).T)
    yield close("chords of the curve, arcs of 1/200", lengths, np.full(200, chord), within=1e-15, because=rounding)
    five = BEND * np.array([[-2, 0], [-1, 1], [0, 0], [1, -1], [2, 0]])
    yield close("its ends, turns and middle", points[::50], five, within=1e-15, because=rounding)
    yield same("the lattice", (data["x"].tolist(), data["y"].tolist()), (X.tolist(), Y.tolist()))
    nodes, weights = np.polynomial.legendre.leggauss(60)
    arcs, shares = np.concatenate([(nodes + 1) / 4, (nodes + 3) / 4]), np.tile(weights, 2) / 4
    because = "midpoints: (1/600)^2/24 times a change of slopes below 0.61/(2 pi 0.025^3), at both ends"
    yield close("density, by Gauss's rule", data["density"], density(arcs, shares), within=1.5e-3, because=because)
    because = "a lattice of 0.4 deviations sums normal laws exactly; two tails beyond 5 deviations are outside"
    yield close("its mass", data["density"].sum() * (X[1] - X[0]) * (Y[1] - Y[0]), 1, within=2e-6, because=because)
    across, because = data["density"][30, 47] / data["density"][30, 45], "the bend: (0.025/0.159)^2 of it"
    yield close("density 0.02 off over that on it", across, np.exp(-(0.8**2) / 2), within=0.02, because=because)
    spaced = np.linspace(np.log(0.01), np.log(0.15), 41)
    yield close("radii, in logarithms", np.log(r), spaced, within=1e-14, because="logarithms are rounded")
    because = "the radius of the bends: beyond it the normals of a bend cross, and the formula counts too much"
    yield below("radii", np.concatenate([r, few]), BEND, because=because)
    ten = 32 * np.pi**4 / 945 * r**9 + np.pi**5 / 120 * r**10
    formulas = np.stack([2 * r + np.pi * r**2, np.pi * r**2 + 4 / 3 * np.pi * r**3, ten])
    because, ones = "powers and gamma functions to a few roundings", np.ones((3, r.size))
    yield close("volumes over 2 r + pi r^2 and so on", data["volume"] / formulas, ones, within=1e-13, because=because)
    slopes = np.diff(np.log(data["volume"][:, :2])).ravel() / np.diff(np.log(r[:2]))
    because = "the balls at the ends add r times 1.6 at most"
    yield close("slopes at r = 0.01: n - 1", slopes, np.array(DIMENSIONS) - 1, within=0.02, because=because)
    inner, outer = ([[cube(each / n**k, n) for each in r] for n in DIMENSIONS] for k in (0.5, 0))
    between = bool((inner < data["volume"]).all() and (data["volume"] < outer).all())
    yield same("all between the tubes by the largest coordinate, of r/sqrt(n) and of r", between, True)
    yield close("radii of the dots", few, r[4::6], within=0, because="the same numbers")
    met = 4 * ((2 + 2 * np.pi * few.max()) / CELL + 1)  # a piece of the edge as long as a cell meets four of them
    within = float(CELL**2 * np.sqrt(met * np.log(2 * few.size / RISK) / 2))
    because = f"Hoeffding over the cells that the edge can meet, at risk {RISK:g}"
    yield close("area around the curve", data["in_plane"], 2 * few + np.pi * few**2, within=within, because=because)
    box, tubes = (1 + 2 * few) * (2 * few) ** 2, np.pi * few**2 + 4 / 3 * np.pi * few**3
    within = float(np.sqrt(np.log(2 * few.size / RISK) / (2 * SAMPLES)))
    because = f"Hoeffding for {SAMPLES} points, at risk {RISK:g}"
    yield close("tube in space over its box", data["in_space"] / box, tubes / box, within=within, because=because)


def draw(axes: Any, data: Data) -> None:
    plane, volumes = axes
    top = data["density"].max() * 1.01
    for share in (0.02, 0.2, 0.4, 0.6, 0.8):
        plane.contourf(data["x"], data["y"], data["density"], levels=[share * top, top], colors=[DATA], alpha=0.13)
    plane.plot(*data["curve"].T, color=DATA)
    plane.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal", xticks=[-0.4, 0, 0.4], yticks=[-0.2, 0, 0.2])
    plane.set_title(r"$p_{\mathrm{data}}$ peaks on the curve")
    texts = (r"$n = 2$: $2r + \pi r^2$", "$n = 3$: slope 2", "$n = 10$: slope 9")
    for volume, x, y, text in zip(data["volume"], (0.0105, 0.024, 0.03), (0.3, 5e-5, 2e-16), texts, strict=True):
        volumes.loglog(data["radius"], volume, color=THEORY)
        volumes.text(x, y, text, color=THEORY)
    volumes.loglog(data["few"], data["in_plane"], "o", color=NUMERICS, label="counted")
    volumes.loglog(data["few"], data["in_space"], "o", color=NUMERICS)
    volumes.set(xlabel="$r$ (the curve: length 1)", ylabel="volume", ylim=(1e-18, 10), yticks=[1e-16, 1e-8, 1])
    volumes.set_title("volume within $r$ of it")
    volumes.legend(loc="center left")
