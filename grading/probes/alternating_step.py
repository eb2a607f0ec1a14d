"""Probes of `alternating_step`: one step of alternating descent and ascent in the Dirac-GAN.

The value is L(theta, psi) = f(theta psi) + f(0), f(t) = -log(1 + exp(-t)) (Mescheder et al. 2018, Definition 2.1): D
ascends in psi, G descends in theta, and f'(t) = sigmoid(-t).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from grading.probes.probed import Input, Mistake, Probed
from numerics.dynamics import Alternating, Plain

Point = tuple[float, float]


def step(theta: float, psi: float, rate: float) -> Point:
    """D first, then G at the new psi.

    numerics.dynamics moves its first player first, and down: with the two exchanged and the rate negative that is this.
    """
    new_psi, new_theta = Alternating(Plain(), -rate).step(psi, theta)
    return new_theta, new_psi


def points(rng: np.random.Generator) -> Iterator[Input]:
    """Points and rates with few digits, on both sides of both axes."""
    yield Input((1.0, 0.0, 0.5))
    yield Input((1.0, 1.0, 0.5))
    yield Input((0.0, 1.0, 0.5))
    yield Input((1.0, -1.0, 0.25))
    yield Input((2.0, 0.5, 0.1))
    yield Input((-1.0, 0.5, 1.0))
    yield Input((1.0, 0.5, 2.0))
    yield Input((0.0, 0.0, 0.1))
    yield Input((4.0, 5.0, 0.1), "large values")
    yield Input((-6.0, 3.0, 0.1), "large values")
    for _ in range(40):
        theta, psi = (float(k) / 100 for k in rng.integers(20, 201, 2) * rng.choice([-1, 1], 2))
        yield Input((theta, psi, float(rng.choice([0.05, 0.1, 0.2, 0.3, 0.5, 2.0]))), "", True)


def sizes(theta: float, psi: float, rate: float) -> tuple[int, float]:
    """A slope has an error of some eps (1 + |theta psi|), which the rate and the other parameter multiply."""
    reach = 1 + abs(theta) + abs(psi)
    return 2, reach * (1 + rate * reach) ** 2


def sigmoid(t: float) -> float:
    return 1 / (1 + np.exp(-t))


def slope(t: float) -> float:
    """f'(t) = sigmoid(-t)."""
    return sigmoid(-t)


def f(t: float) -> float:
    return -np.log1p(np.exp(-t))


def stepped(theta: float, psi: float, rate: float, *, f1=slope, up: float = 1.0, down: float = 1.0) -> Point:
    """The right step for the slope f1; `up` and `down` multiply the two moves."""
    psi = psi + up * rate * theta * f1(theta * psi)
    return theta - down * rate * psi * f1(theta * psi), psi


def _simultaneous(t: float, w: float, h: float) -> Point:
    return t - h * w * slope(t * w), w + h * t * slope(t * w)


def _generator_first(t: float, w: float, h: float) -> Point:
    t = t - h * w * slope(t * w)
    return t, w + h * t * slope(t * w)


def _non_saturating(t: float, w: float, h: float) -> Point:
    w = w + h * t * slope(t * w)
    return t - h * w * slope(-t * w), w


def _stale_slope(t: float, w: float, h: float) -> Point:
    new = w + h * t * slope(t * w)
    return t - h * new * slope(t * w), new


def _stale_factor(t: float, w: float, h: float) -> Point:
    new = w + h * t * slope(t * w)
    return t - h * w * slope(t * new), new


def _moves(t: float, w: float, h: float) -> Point:
    new_t, new_w = stepped(t, w, h)
    return new_t - t, new_w - w


MISTAKES = (
    Mistake("simultaneous", "this is the simultaneous step: G uses the old psi, where it takes the new one",
            _simultaneous),
    Mistake("G first", "the generator moves first here; the discriminator does", _generator_first),
    Mistake("stale slope", "G's slope f' is taken at the old psi; all of its gradient is taken at the new one",
            _stale_slope),
    Mistake("stale factor", "the factor psi of G's gradient is the old one; it takes the new one", _stale_factor),
    Mistake("D descends", "the sign of D's move is wrong: psi ascends the value",
            lambda t, w, h: stepped(t, w, h, up=-1)),
    Mistake("both ascend", "the sign of G's move is wrong: theta descends the value",
            lambda t, w, h: stepped(t, w, h, down=-1)),
    Mistake("both signs", "both signs are wrong: psi ascends the value, theta descends it",
            lambda t, w, h: stepped(t, w, h, up=-1, down=-1)),
    Mistake("no rate", "the rate is missing: the moves are gradients times the rate",
            lambda t, w, h: stepped(t, w, 1.0)),
    Mistake("no rate for G", "the rate is missing in G's move", lambda t, w, h: stepped(t, w, h, down=1 / h)),
    Mistake("no rate for D", "the rate is missing in D's move", lambda t, w, h: stepped(t, w, h, up=1 / h)),
    Mistake("D only", "theta does not move", lambda t, w, h: stepped(t, w, h, down=0)),
    Mistake("G only", "psi does not move", lambda t, w, h: stepped(t, w, h, up=0)),
    Mistake("no step", "nothing moves", lambda t, w, h: (t, w)),
    Mistake("moves", "these are the moves; the new parameters are asked for", _moves),
    Mistake("order of the answer", "psi is returned first; the order is (theta, psi)",
            lambda t, w, h: stepped(t, w, h)[::-1]),
    Mistake("sigmoid for slope", "f'(t) is sigmoid(-t), and this has sigmoid(t)",
            lambda t, w, h: stepped(t, w, h, f1=sigmoid)),
    Mistake("minus sigmoid", "f'(t) is sigmoid(-t), and this has -sigmoid(t)",
            lambda t, w, h: stepped(t, w, h, f1=lambda u: -sigmoid(u))),
    Mistake("value for gradient", "the value f stands where its slope f' is asked for",
            lambda t, w, h: stepped(t, w, h, f1=f)),
    Mistake("second derivative", "this has sigmoid(t) (1 - sigmoid(t)), which is the size of f'', not f'",
            lambda t, w, h: stepped(t, w, h, f1=lambda u: sigmoid(u) * slope(u))),
    Mistake("linear", "this is the bilinear game f(t) = t of the WGAN",
            lambda t, w, h: stepped(t, w, h, f1=lambda u: 1.0)),
    Mistake("linearised", "the slope is f'(0) = 1/2 whatever the point is",
            lambda t, w, h: stepped(t, w, h, f1=lambda u: 0.5)),
    Mistake("non-saturating", "G minimises f(-theta psi), the non-saturating loss; here it descends the value",
            _non_saturating),
    Mistake("no chain rule", "the inner derivative is missing: theta in D's slope, psi in G's",
            lambda t, w, h: _no_chain_rule(t, w, h)),
    Mistake("own factor", "the inner derivative is the other parameter: theta in D's slope, psi in G's",
            lambda t, w, h: _own_factor(t, w, h)),
    Mistake("slope at theta", "f' is taken at theta or psi; it is at their product",
            lambda t, w, h: _slope_at_one(t, w, h)),
    Mistake("half rate", "off by the factor 1/2 in the moves", lambda t, w, h: stepped(t, w, h / 2)),
    Mistake("twice the rate", "off by the factor 2 in the moves", lambda t, w, h: stepped(t, w, 2 * h)),
    Mistake("two D steps", "the discriminator takes two steps", lambda t, w, h: stepped(t, stepped(t, w, h)[1], h)),
    Mistake("two steps", "two steps are taken", lambda t, w, h: stepped(*stepped(t, w, h), h)),
    Mistake("names exchanged", "theta and psi are exchanged: psi is the discriminator's and ascends",
            lambda t, w, h: stepped(w, t, h)[::-1]),
)  # fmt: skip


def _no_chain_rule(t: float, w: float, h: float) -> Point:
    w = w + h * slope(t * w)
    return t - h * slope(t * w), w


def _own_factor(t: float, w: float, h: float) -> Point:
    w = w + h * w * slope(t * w)
    return t - h * t * slope(t * w), w


def _slope_at_one(t: float, w: float, h: float) -> Point:
    w = w + h * t * slope(w)
    return t - h * w * slope(t), w


ALTERNATING_STEP = Probed(
    name="alternating_step",
    signature="alternating_step(theta, psi, rate)",
    says="One alternating step of gradient descent and ascent in the Dirac-GAN, whose value is L = f(theta psi) + "
         "f(0) with f(t) = -log(1 + exp(-t)): first the discriminator's psi ascends L by the rate, then the "
         "generator's theta descends L by the same rate, at the new psi. Returns the pair (theta, psi) after the "
         "step. All are floats.",
    reference=step,
    inputs=points,
    sizes=sizes,
    mistakes=MISTAKES,
)  # fmt: skip
