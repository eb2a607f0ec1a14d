r"""Question  Why do images change smoothly between two noises, and what is odd about the middle?
Claim     dcgan-interpolation-arithmetic
Answer    No step is longer than Lip(G) times the noise's step, so images change little by little. The middle of a
          straight path is shorter than noises are, by the root of 2; on the great circle it is not.
Slide     003 Smooth interpolations, Vector arithmetic
Listed    fig-interp, numeric
Make      python -m figures latent-paths
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import stats

from figures.runs.digits import SETTINGS, digits, painted
from figures.stage.colours import MODEL, NUMERICS, THEORY, TRAINING
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from figures.stage.strips import strips

PANELS = (2, 2)
WIDTHS = (5, 3)
#: Pairs of noises whose lengths are averaged; places on the path; the risk of refusing them wrongly.
PAIRS, PLACES, RISK, DIMENSION = 40_000, 9, 1e-4, 16
WEIGHTS = ("A", "a", "B", "b")


def data() -> Data:
    run = remembered(digits, **SETTINGS)
    ends, steps = run["z"][run["ends"]], np.diff(run["walked"].astype(np.float64), axis=1)
    dz = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1) / steps.shape[1]
    t, fine = np.linspace(0, 1, PLACES), np.linspace(0, 1, 101)
    z0, z1 = np.random.default_rng(0).standard_normal((2, PAIRS, DIMENSION))
    return {
        **{name: run[name] for name in WEIGHTS}, "ends": ends, "straight": run["straight"], "circle": run["circle"],
        "middles": (np.arange(steps.shape[1]) + 0.5) / steps.shape[1],
        "speed": np.linalg.norm(steps, axis=2) / dz[:, None],
        "bound": float(np.linalg.norm(run["A"], 2) * np.linalg.norm(run["B"], 2)),
        "t": t, "fine": fine, "lengths": np.array([mean_square(z0, z1, at) for at in t]).T,
        "expected": np.array([(1 - fine) ** 2 + fine**2, np.ones_like(fine)]),
    }  # fmt: skip


def on_paths(z0: np.ndarray, z1: np.ndarray, t: float) -> list[np.ndarray]:
    """The point of the straight path, and that of the great circle."""
    return [(1 - t) * z0 + t * z1, np.cos(t * np.pi / 2) * z0 + np.sin(t * np.pi / 2) * z1]


def mean_square(z0: np.ndarray, z1: np.ndarray, t: float) -> list[float]:
    """Of the coordinates, on either path."""
    return [float(np.mean(z**2)) for z in on_paths(z0, z1, t)]


def check(data: Data) -> Iterator[Feature]:
    weights, (z0, z1) = {name: np.asarray(data[name]) for name in WEIGHTS}, np.asarray(data["ends"]).swapaxes(0, 1)
    float32 = "torch in float32: 1024 products, that add up to less than 100"
    for k, name in enumerate(("straight", "circle")):
        wanted = np.array([painted(weights, on_paths(z0, z1, t)[k]) for t in np.linspace(0, 1, PLACES)]).swapaxes(0, 1)
        yield close(f"images on the {name} path, against two matrix products", data[name], wanted, within=1e-4,
                    because=float32)  # fmt: skip
    count = np.shape(data["speed"])[1]
    walked = np.array([painted(weights, on_paths(z0, z1, t)[0]) for t in np.linspace(0, 1, count + 1)])
    dz = np.linalg.norm(z1 - z0, axis=1) / count
    speed = (np.linalg.norm(np.diff(walked, axis=0), axis=2) / dz).T
    yield close("lengths of the steps over those of the noise's, by the same products", data["speed"], speed,
                within=2e-3, because="rounding of 64 pixels in float32 over steps of 0.1")  # fmt: skip
    yield close("where the steps are", data["middles"], (np.arange(count) + 0.5) / count, within=1e-15,
                because="one rounding")  # fmt: skip
    norms = [np.sqrt(np.linalg.eigvalsh(weights[name] @ weights[name].T)[-1]) for name in ("A", "B")]
    yield close("the bound over the product of the layers' norms, by eigenvalues", data["bound"] / np.prod(norms), 1.0,
                within=1e-10, because="a symmetric eigenvalue problem is solved to rounding")  # fmt: skip
    yield below("the longest step, in units of the bound", data["speed"] / data["bound"], 1.0,
                because="relu and tanh have slopes up to 1")  # fmt: skip
    t, fine, expected = (np.asarray(data[name]) for name in ("t", "fine", "expected"))
    yield same("from one noise to the other", [t.tolist(), fine.tolist()],
               [np.linspace(0, 1, PLACES).tolist(), np.linspace(0, 1, 101).tolist()])  # fmt: skip
    yield close("mean square on the straight path, over d: 1 - 2t(1 - t)", expected[0], 1 - 2 * fine * (1 - fine),
                within=1e-15, because="numbers up to 1")  # fmt: skip
    yield same("in the middle and at the ends", [float(expected[0, 50]), *expected[0, [0, -1]].tolist()],
               [0.5, 1.0, 1.0])  # fmt: skip
    yield same("on the great circle: 1 everywhere", expected[1], np.ones(101))
    low, high = stats.chi2.ppf([RISK / 36, 1 - RISK / 36], PAIRS * DIMENSION) / (PAIRS * DIMENSION)
    ratio = np.asarray(data["lengths"]) / np.array([1 - 2 * t * (1 - t), np.ones(PLACES)])
    why = f"quantiles of chi square at risk {RISK:g} for 18 dots together"
    yield above("mean squares of drawn paths over the expected, the smallest", ratio, float(low), because=why)
    yield below("and the largest", ratio, float(high), because=why)


def draw(axes: Any, data: Data) -> None:
    (first, steps), (second, lengths) = axes
    for ax, name, title in ((first, "straight", "straight: $(1-t)\\,z_0 + t\\,z_1$"),
                            (second, "circle", "great circle: $\\cos(a)\\,z_0 + \\sin(a)\\,z_1$")):  # fmt: skip
        strips(ax, data[name], [MODEL] * len(data[name]))
        ax.set_title(title)
    steps.axhline(data["bound"], color=THEORY)
    steps.text(0.5, data["bound"] * 0.8, "bound on Lip$(G)$", ha="center", va="top")
    for row, marker in zip(data["speed"], "osD", strict=True):
        steps.plot(data["middles"], row, marker, color=TRAINING, markersize=2.5)
    steps.set(yscale="log", ylim=(0.3, 100), xticks=[0, 0.5, 1], xlabel="$t$", ylabel="step of image /\nstep of noise")
    for row, style in zip(data["expected"], ("-", "--"), strict=True):
        lengths.plot(data["fine"], row, color=THEORY, linestyle=style)
    for row in data["lengths"]:
        lengths.plot(data["t"], row, "o", color=NUMERICS, markersize=3)
    lengths.text(0.5, 1.06, "great circle", ha="center", va="bottom")
    lengths.text(0.5, 0.42, "straight", ha="center", va="top")
    lengths.set(ylim=(0, 1.4), yticks=[0, 0.5, 1], xticks=[0, 0.5, 1], xlabel="$t$", ylabel="mean $\\|z\\|^2/d$")
