"""Question  Do gradient steps lead the smallest GAN to its equilibrium?
Claim     dirac-gan-vector-field, dirac-gan-unregularised, dirac-gan-simultaneous, dirac-gan-alternating,
          dirac-gan-zero-centred-penalty
Answer    The flow circles for ever; simultaneous steps spiral out, alternating ones stay near the circle, and a
          zero-centred penalty on D's slope leads home.
Slide     ours
Listed    ours, numeric
Make      python -m figures dirac-gan

Data at 0, one fake at theta, logit psi x; all start at the same point.  The circle is the flow of the plain game.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp

from figures.stage.colours import DATA, MUTED, NUMERICS, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from numerics.dynamics import Alternating, Plain, Simultaneous, ZeroCentredPenalty, declared_rate, orbit
from numerics.dynamics.fields import Field

PANELS = (1, 3)
START, H, GAMMA, STEPS = (1.2, 0.0), 0.4, 0.3, 90
HOME = Simultaneous(ZeroCentredPenalty(GAMMA), H)
RULES = {"simultaneous": Simultaneous(Plain(), H), "alternating": Alternating(Plain(), H), "penalty": HOME}
ACROSS, UP = np.arange(-5, 6, 2) * 0.5, np.arange(-9, 10, 2) * 0.5  # where the arrows are


def data() -> Data:
    angle = 2 * np.pi * np.arange(121) / 120
    return {
        "circle": START[0] * np.stack((np.cos(angle), np.sin(angle)), -1),
        **{name: np.array(orbit(rule, start=START, steps=STEPS)) for name, rule in RULES.items()},
        "across": ACROSS, "up": UP, "field": _directions(Plain()), "field_home": _directions(ZeroCentredPenalty(GAMMA)),
    }  # fmt: skip


def _directions(field: Field) -> np.ndarray:
    """Where the field points, as vectors of length 1 [up, across, 2]."""
    v = np.array([[field.velocity(t, w) for t in ACROSS] for w in UP])
    return v / np.linalg.norm(v, axis=-1, keepdims=True)


def check(data: Data) -> Iterator[Feature]:
    radius = {name: np.hypot(*data[name].T) for name in RULES}
    turn = START[0] * np.exp(2j * np.pi * np.arange(121) / 120)
    yield close("the circle", data["circle"], np.stack((turn.real, turn.imag), -1), within=1e-14, because="roundings")
    flow = solve_ivp(lambda _, x: Plain().velocity(*x), (0, 27), START, method="DOP853", rtol=1e-12, atol=1e-14)
    yield close("radius along the flow, integrated for two turns", np.hypot(*flow.y), np.full(len(flow.t), START[0]),
                within=1e-9, because="the solver's tolerance of 1e-12 a step, over some 100 steps")  # fmt: skip
    yield same("two turns: the fake crosses the data four times", int((np.diff(np.sign(flow.y[0])) != 0).sum()), 4)
    for name, again in (("simultaneous", _again(True, 0.0)), ("alternating", _again(False, 0.0)),
                        ("penalty", _again(True, GAMMA))):  # fmt: skip
        yield close(f"{name} steps, computed again", data[name], again, within=1e-12, because="90 steps of roundings")
    theta, psi = data["simultaneous"][:-1].T
    yield close("growth of the radius in a simultaneous step", radius["simultaneous"][1:] / radius["simultaneous"][:-1],
                np.sqrt(1 + (H / (1 + np.exp(theta * psi))) ** 2), within=1e-14, because="10 roundings")  # fmt: skip
    yield above("simultaneous steps end further out, by the factor", radius["simultaneous"][-1] / START[0], 2.0,
                because="to be seen leaving")  # fmt: skip
    off = np.abs(radius["alternating"] / START[0] - 1)
    yield below("alternating ones stay on a ring about the circle, off by", off, 0.2,
                because="twice the 0.11 of the ellipse that is kept where f' is constant")  # fmt: skip
    late = radius["penalty"][-31:]
    yield close("the penalty's rate of decay late, over one turn", (late[-1] / late[0]) ** (1 / 30),
                np.sqrt(1 - GAMMA * H + H**2 / 4), within=0.01,
                because="30 steps are not quite a turn, and only a whole turn averages the wobble away")  # fmt: skip
    yield close("which is what the theory declares", declared_rate(HOME), np.sqrt(1 - GAMMA * H + H**2 / 4),
                within=1e-15, because="roundings")  # fmt: skip
    yield same("where the arrows are", data["across"], np.linspace(-2.5, 2.5, 6))
    yield same("and how high", data["up"], np.linspace(-4.5, 4.5, 10))
    t, w = np.meshgrid(np.linspace(-2.5, 2.5, 6), np.linspace(-4.5, 4.5, 10))
    slope = 1 / (1 + np.exp(t * w))
    for name, pull in (("field", 0.0), ("field_home", GAMMA)):
        v = np.stack((-w * slope, t * slope - pull * w), -1)
        yield close(f"{name}: along (-psi f', theta f' - gamma psi)", data[name], v / np.hypot(*v.T).T[..., None],
                    within=1e-14, because="roundings")  # fmt: skip


def _again(together: bool, gamma: float) -> np.ndarray:
    """The steps by the field's formula: f'(u) = 1/(1 + exp(u))."""
    points = [np.array(START)]
    for _ in range(STEPS):
        t, w = points[-1]
        t_new = t - H * w / (1 + np.exp(t * w))
        at = t if together else t_new
        points.append(np.array([t_new, w + H * (at / (1 + np.exp(at * w)) - gamma * w)]))
    return np.stack(points)


def draw(axes: Any, data: Data) -> None:
    animate(axes, data, 1.0)


def animate(axes: Any, data: Data, t: float) -> None:
    """The orbits grow in time."""
    many = 1 + round(t * STEPS)
    for ax, (name, title) in zip(axes, (("simultaneous", "simultaneous: out"), ("alternating", "alternating: round"),
                                        ("penalty", r"with $\frac{\gamma}{2}\psi^2$: home")), strict=True):  # fmt: skip
        field = data["field_home" if name == "penalty" else "field"]
        ax.quiver(data["across"], data["up"], field[..., 0], field[..., 1], color=MUTED, alpha=0.6, width=0.01, scale=9)
        ax.plot(*data["circle"].T, color=THEORY)
        ax.plot(*data[name][:many].T, "o", color=NUMERICS, markersize=2.5)
        ax.plot(0, 0, "+", color=DATA, markersize=9, markeredgewidth=1.5)
        ax.set(xlim=(-3.4, 3.4), ylim=(-4.95, 4.95), aspect="equal", xticks=[-2, 0, 2], yticks=[])
        ax.set(xlabel=r"place $\theta$ of the fake", title=title)
    axes[0].set_ylabel(r"slope $\psi$ of D")
