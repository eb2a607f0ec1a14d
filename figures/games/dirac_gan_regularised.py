"""Question  What must be added to the smallest GAN to make it converge, and how is that seen from its eigenvalues?
Claim     dirac-gan-unregularised, dirac-gan-simultaneous, dirac-gan-alternating, dirac-gan-zero-centred-penalty,
          dirac-gan-instance-noise, dirac-gan-consensus
Answer    The plain game's eigenvalues lie on the imaginary axis, and on or outside the unit circle for its steps.  A
          penalty, noise and consensus push them to the left, and inside.
Slide     ours
Listed    ours, numeric
Make      python -m figures dirac-gan-regularised

Left, the flow near the equilibrium; right, one step of size h, drawn from h = 0 (at 1) to h = 1 (the dots).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from matplotlib.patches import Circle

from figures.stage.colours import MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from numerics.dynamics import (
    Alternating,
    Consensus,
    Extragradient,
    InstanceNoise,
    Plain,
    Simultaneous,
    ZeroCentredPenalty,
    orbit,
)
from numerics.dynamics.fields import Field
from numerics.dynamics.rules import Rule

PANELS = (1, 2)
GAMMA = np.arange(0, 121) / 80  # 1 is critical: there the pair meets on the real axis
SIZES = np.arange(0, 41) / 40
FEW = [0.5, 1.25]
WEIGHT = 0.5
DAMPED: dict[str, Callable[[float], Field]] = {
    "penalty": ZeroCentredPenalty, "noise": lambda variance: InstanceNoise(variance**0.5), "consensus": Consensus,
}  # fmt: skip
RULES: dict[str, Callable[[float], Rule]] = {
    "simultaneous": lambda h: Simultaneous(Plain(), h), "alternating": lambda h: Alternating(Plain(), h),
    "extragradient": lambda h: Extragradient(Plain(), h),
    "penalty": lambda h: Simultaneous(ZeroCentredPenalty(WEIGHT), h),
}  # fmt: skip


def data() -> Data:
    return {
        "gamma": GAMMA, "sizes": SIZES, "few": np.array(FEW),
        "flow": np.array([[_plane(make(g).eigenvalues()) for g in GAMMA] for make in DAMPED.values()]),
        "flow_dots": np.array([[_plane(_jacobian_pair(make(g))) for g in FEW] for make in DAMPED.values()]),
        "plain_dots": _plane(_jacobian_pair(Plain())),
        "steps": np.array([[_plane(make(h).multipliers()) for h in SIZES] for make in RULES.values()]),
        "step_dots": np.array([_plane(_fitted_pair(make(1.0))) for make in RULES.values()]),
    }  # fmt: skip


def _plane(pair: Any) -> np.ndarray:
    """Two complex numbers as rows (real, imaginary), the upper one first."""
    upper, lower = sorted(pair, key=lambda z: (-z.imag, -z.real))
    return np.array([[upper.real, upper.imag], [lower.real, lower.imag]])


def _jacobian_pair(field: Field) -> np.ndarray:
    """Eigenvalues at (0, 0) by differences of the velocity."""
    h = 1e-5
    columns = [(np.array(field.velocity(*(h * e))) - field.velocity(*(-h * e))) / (2 * h) for e in np.eye(2)]
    return np.linalg.eigvals(np.stack(columns, -1)).astype(complex)


def _fitted_pair(rule: Rule) -> np.ndarray:
    """Eigenvalues of the linear map that takes each point of an orbit near (0, 0) to the next."""
    points = 1e6 * np.array(orbit(rule, start=(1e-6, 0.0), steps=12))
    return np.linalg.eigvals(np.linalg.lstsq(points[:-1], points[1:], rcond=None)[0].T).astype(complex)


def check(data: Data) -> Iterator[Feature]:
    g, h = data["gamma"], data["sizes"]
    yield close("gamma", g, np.linspace(0, 1.5, 121), within=1e-15, because="roundings")
    yield close("h", h, np.linspace(0, 1, 41), within=1e-15, because="roundings")
    yield same("the dots on the left are at", data["few"], np.array(FEW))
    flow, steps = (data[name] @ np.array([1, 1j]) for name in ("flow", "steps"))
    exact, rounded = {"within": 1e-14, "because": "roundings"}, {"within": 1e-8, "because": "differences: 1e-10"}
    for k, (name, middle, product) in enumerate((
        ("penalty: sum -gamma, product f'(0)^2", -g, 0 * g + 0.25),
        ("noise of variance gamma: sum 2 f''(0) gamma, product f'(0)^2", -g / 2, 0 * g + 0.25),
        ("consensus: sum -2 gamma f'(0)^2, product f'(0)^2 + gamma^2 f'(0)^4", -g / 2, 0.25 + g**2 / 16),
    )):  # fmt: skip
        yield close(name, np.real([flow[k].sum(-1), flow[k].prod(-1)]), np.stack((middle, product)), **exact)
        yield close(f"{name}: dots", data["flow_dots"][k], data["flow"][k][[40, 100]], **rounded)
    yield close("the plain game: +-i/2, on the imaginary axis", data["plain_dots"], [[0, 0.5], [0, -0.5]], **rounded)
    yield below("with something added real parts are negative", data["flow"][:, 1:, :, 0], 0.0,
                because="so it converges")  # fmt: skip
    for k, (name, total, product) in enumerate((
        ("simultaneous: sum 2, product 1 + h^2/4", 0 * h + 2, 1 + h**2 / 4),
        ("alternating: sum 2 - h^2/4, product 1", 2 - h**2 / 4, 0 * h + 1),
        ("extragradient: sum 2 - h^2/2, product 1 - h^2/4 + h^4/16", 2 - h**2 / 2, 1 - h**2 / 4 + h**4 / 16),
        ("penalty: sum 2 - gamma h, product 1 - gamma h + h^2/4", 2 - WEIGHT * h, 1 - WEIGHT * h + h**2 / 4),
    )):  # fmt: skip
        yield close(name, np.real([steps[k].sum(-1), steps[k].prod(-1)]), np.stack((total, product)), **exact)
    yield close("dots of the steps, from orbits", data["step_dots"], data["steps"][:, -1], within=1e-8,
                because="orbits of radius 1e-6: its square is how far the map is from a linear one")  # fmt: skip
    modulus = np.hypot(*np.moveaxis(data["steps"][:, 1:, 0], -1, 0))
    yield above("simultaneous steps are outside the unit circle", modulus[0], 1.0, because="they leave")
    yield close("alternating ones on it", modulus[1], np.ones(40), **exact)
    yield below("extragradient and penalty inside", modulus[2:], 1.0, because="they converge")


def draw(axes: Any, data: Data) -> None:
    flow, step = axes
    flow.axvspan(-2, 0, color=MUTED, alpha=0.15, linewidth=0)
    flow.axvline(0, color=MUTED, linewidth=1)
    step.add_patch(Circle((0, 0), 1, color=MUTED, alpha=0.15, linewidth=0))
    step.add_patch(Circle((0, 0), 1, fill=False, color=MUTED, linewidth=1))
    for ax, curves in ((flow, data["flow"][[0, 2]]), (step, data["steps"])):  # noise runs along the penalty's curve
        for pairs in curves:
            ax.plot(*pairs[:, 0].T, *pairs[:, 1].T, color=THEORY)
    for marker, pairs in zip("os^D", (*data["flow_dots"], data["plain_dots"]), strict=True):
        flow.plot(*pairs.reshape(-1, 2).T, marker, color=NUMERICS)
    for marker, pair in zip("DvPo", data["step_dots"], strict=True):
        step.plot(*pair.T, marker, color=NUMERICS)
    for ax, name, x, y, side in (
        (flow, "plain", 0.05, 0.5, "left"), (flow, "consensus", -0.1, 0.6, "right"),
        (flow, "noise", -0.38, 0.39, "right"), (flow, "penalty", -0.98, 0.1, "left"),
        (step, "simultaneous", 1.05, 0.5, "left"), (step, "alternating", 0.84, 0.62, "left"),
        (step, "extragradient", 0.7, 0.53, "right"),
        (step, "penalty", 0.7, 0.41, "right"),
    ):  # fmt: skip
        ax.text(x, y, name, ha=side, va="center")
    flow.set(xlabel="real part", ylabel="imaginary part", xlim=(-1.15, 0.35), xticks=[-1, -0.5, 0])
    flow.set(ylim=(-0.75, 0.75), yticks=[-0.5, 0, 0.5], aspect="equal")
    flow.set_title("flow: left of the axis converges")
    step.set(xlabel="real part", xlim=(0.1, 1.6), ylim=(-0.75, 0.75), yticks=[], xticks=[0.5, 1, 1.5], aspect="equal")
    step.set_title("step: inside the circle converges")
