"""Question  Do gradient steps lead the smallest GAN to its equilibrium?
Claim     dirac-gan-vector-field, dirac-gan-unregularised, dirac-gan-simultaneous, dirac-gan-alternating,
          dirac-gan-zero-centred-penalty, dirac-gan-consensus, loss-oscillates
Answer    The flow circles for ever; simultaneous steps spiral out, alternating ones stay near the circle. A
          zero-centred penalty on D's slope leads home, and so does consensus.
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

from figures.stage.colours import DATA, MUTED, NUMERICS, PAPER, THEORY
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from numerics.dynamics import Alternating, Consensus, Plain, Simultaneous, ZeroCentredPenalty, declared_rate, orbit
from numerics.dynamics.fields import Field

PANELS = (1, 4)
START, H, GAMMA, STEPS = (1.2, 0.0), 0.4, 0.3, 90
WEIGHT = 2 * GAMMA  # of consensus: then both declare the same decay of the flow, gamma/2
FIELDS = {"field": Plain(), "field_home": ZeroCentredPenalty(GAMMA), "field_consensus": Consensus(WEIGHT)}
HOME = {"penalty": Simultaneous(FIELDS["field_home"], H), "consensus": Simultaneous(FIELDS["field_consensus"], H)}
RULES = {"simultaneous": Simultaneous(Plain(), H), "alternating": Alternating(Plain(), H), **HOME}
ACROSS, UP = np.arange(-5, 6, 2) * 0.5, np.arange(-11, 12, 2) * 0.5  # where the arrows are


def data() -> Data:
    angle = 2 * np.pi * np.arange(121) / 120
    return {
        "circle": START[0] * np.stack((np.cos(angle), np.sin(angle)), -1),
        **{name: np.array(orbit(rule, start=START, steps=STEPS)) for name, rule in RULES.items()},
        "across": ACROSS, "up": UP, **{name: _directions(field) for name, field in FIELDS.items()},
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
    for name, together, gamma, weight in (("simultaneous", True, 0.0, 0.0), ("alternating", False, 0.0, 0.0),
                                          ("penalty", True, GAMMA, 0.0), ("consensus", True, 0.0, WEIGHT)):  # fmt: skip
        yield close(f"{name} steps, computed again", data[name], _again(together, gamma, weight), within=1e-12,
                    because="90 steps of roundings")  # fmt: skip
    theta, psi = data["simultaneous"][:-1].T
    yield close("growth of the radius in a simultaneous step", radius["simultaneous"][1:] / radius["simultaneous"][:-1],
                np.sqrt(1 + (H / (1 + np.exp(theta * psi))) ** 2), within=1e-14, because="10 roundings")  # fmt: skip
    yield above("simultaneous steps end further out, by the factor", radius["simultaneous"][-1] / START[0], 2.0,
                because="to be seen leaving")  # fmt: skip
    crossings = np.count_nonzero(np.diff(np.sign(data["simultaneous"][:, 0])))
    yield above("while the fake crosses the data back and forth", crossings, 2, because="more than a whole turn")
    off = np.abs(radius["alternating"] / START[0] - 1)
    most = 1 / (1 + np.exp(np.prod(data["alternating"], axis=-1).min()))  # the largest f'
    yield below(
        "alternating ones stay on a ring about the circle, off by",
        off,
        1 / np.sqrt(1 - H * most / 2) - 1,
        because=f"the ellipse that is kept where f' is constant: 0.054 for 1/2, this for the {most:.2f} met",
    )
    for name, rule in HOME.items():
        here, there = data[name][-32:-1], data[name][-31:]
        swept = here[:, 0] * there[:, 1] - here[:, 1] * there[:, 0]  # a linear map multiplies it by its determinant
        yield close(f"{name}: late, a step shrinks areas by the square of the declared rate", swept[1:] / swept[:-1],
                    np.full(30, declared_rate(rule) ** 2), within=float(np.abs(np.prod(there, axis=-1)).max() / 2),
                    because="linear but for f', which is off 1/2 by theta psi/2 of itself")  # fmt: skip
    yield same("where the arrows are", data["across"], np.linspace(-2.5, 2.5, 6))
    yield same("and how high", data["up"], np.linspace(-5.5, 5.5, 12))
    t, w = np.meshgrid(np.linspace(-2.5, 2.5, 6), np.linspace(-5.5, 5.5, 12))
    for name, gamma, weight in (("field", 0.0, 0.0), ("field_home", GAMMA, 0.0), ("field_consensus", 0.0, WEIGHT)):
        v = _velocity(t, w, gamma, weight)
        yield close(f"{name}: along (-psi f', theta f') and what is added to it", data[name],
                    v / np.hypot(*v.T).T[..., None], within=1e-14, because="roundings")  # fmt: skip


def _velocity(t: Any, w: Any, gamma: float, weight: float) -> np.ndarray:
    """By definition, f'(u) = 1/(1 + exp(u)); consensus descends weight |v|^2/2, by derivatives of complex steps."""
    slope = 1 / (1 + np.exp(t * w))
    at_t, at_w = ((a * a + b * b) / (1 + np.exp(a * b)) ** 2 / 2 for a, b in ((t + 1e-30j, w), (t, w + 1e-30j)))
    return np.stack((-w * slope - weight * at_t.imag / 1e-30, t * slope - gamma * w - weight * at_w.imag / 1e-30), -1)


def _again(together: bool, gamma: float, weight: float) -> np.ndarray:
    """The steps, both players at once or G first."""
    points = [np.array(START)]
    for _ in range(STEPS):
        t, w = points[-1]
        t_new = t + H * _velocity(t, w, gamma, weight)[0]
        points.append(np.array([t_new, w + H * _velocity(t if together else t_new, w, gamma, weight)[1]]))
    return np.stack(points)


def draw(axes: Any, data: Data) -> None:
    animate(axes, data, 1.0)


def animate(axes: Any, data: Data, t: float) -> None:
    """The orbits grow in time."""
    many = 1 + round(t * STEPS)
    titles = ("simultaneous:\nout", "alternating:\nround", "penalty:\nhome", "consensus:\nhome")
    for ax, name, title in zip(axes, RULES, titles, strict=True):
        field = data[{"penalty": "field_home", "consensus": "field_consensus"}.get(name, "field")]
        ax.quiver(data["across"], data["up"], field[..., 0], field[..., 1], color=MUTED, alpha=0.6, width=0.01, scale=9,
                  pivot="mid")  # fmt: skip
        ax.plot(*data["circle"].T, color=THEORY)
        ax.plot(*data[name][:many].T, "o", color=NUMERICS, markersize=2)
        ax.plot(0, 0, "+", color=DATA, markersize=9, markeredgewidth=1.5)
        ax.set(xlim=(-3.4, 3.4), ylim=(-5.95, 5.95), aspect="equal", xticks=[-2, 0, 2], yticks=[-4, -2, 0, 2, 4])
        if ax is not axes[0]:
            ax.sharey(axes[0])
            ax.tick_params(labelleft=False)
        ax.set(xlabel=r"fake's place $\theta$", title=title)
    plate = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}
    axes[1].text(0, -2, "flow", ha="center", va="center", color=THEORY, bbox=plate)
    axes[0].set_ylabel(r"slope $\psi$ of $D$")
