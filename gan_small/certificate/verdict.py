"""From measurements to a verdict: one word a member, and the numbers it rests on.

    diverged                    a loss was not finite, or the generated points are far away
    oscillating                 the generator's mean keeps moving over the last half of the run
    collapsed                   the generated law is much narrower than the target in some direction, or misses modes
    discriminator too weak      D sees no difference, and there is one
    unsettled                   D sees a difference, or does not sit still: the game is not over
    optimum shifted             the laws agree and D is constant, at another value than 1/2
    equilibrium                 the laws agree, D is 1/2 on real and on fake points, its loss is that of equilibrium

The first that applies, in this order.  The laws agree if a fresh discriminator cannot tell them apart (a two-sample
test of level `level`) and distance and spread are within their tolerances.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from gan_small.certificate.held_out import HeldOut
from numerics.samples import critical_count
from numerics.weights import Array


class Verdict(StrEnum):
    """What became of a member."""

    EQUILIBRIUM = "equilibrium"
    SHIFTED = "optimum shifted"
    WEAK = "discriminator too weak"
    COLLAPSED = "collapsed"
    OSCILLATING = "oscillating"
    DIVERGED = "diverged"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, kw_only=True)
class Tolerances:
    """How near is near; every comparison of the verdict is with one of these."""

    flat: float = 0.05  # mean |D - 1/2| on each law: D within 0.45 ... 0.55 on average
    centre: float = 0.02  # mean D over both laws within 1/2 +- 0.02
    loss: float = 0.02  # of D's loss from its equilibrium value: V within 0.02 of -log 4
    distance: float = 0.15  # W_1 over the target's scale
    spread: float = 0.2  # the ratio of standard deviations within 1 +- 0.2
    collapsed: float = 0.25  # a ratio below this
    modes: float = 0.75  # a share of held modes below this
    far: float = 100.0  # a distance beyond this
    moving: float = 0.25  # standard deviation over time of the generated mean, over the target's scale
    level: float = 1e-4  # risk that the two-sample test tells one law apart


@dataclass(frozen=True)
class Evidence:
    """Everything a verdict rests on, arrays [E].

    stopped    the step at which a loss was not finite, or -1
    moving     as `Tolerances.moving`, over the last half of the looks
    right      the fresh discriminator's right answers, of `asked`
    """

    held_out: HeldOut
    stopped: Array
    moving: Array
    right: Array
    asked: int


def judge(evidence: Evidence, tolerances: Tolerances | None = None) -> list[Verdict]:
    """The verdict on every member."""
    t, h = tolerances or Tolerances(), evidence.held_out
    with np.errstate(invalid="ignore"):  # of a member that stopped, nan compares as false, and it has its verdict
        finite = (evidence.stopped < 0) & np.isfinite(h.distance) & np.isfinite(h.loss_gap)
        told_apart = evidence.right >= critical_count(evidence.asked, level=t.level)
        alike = (h.distance <= t.distance) & (h.narrowest >= 1 - t.spread) & (h.widest <= 1 + t.spread) & ~told_apart
        flat = h.ripple <= t.flat
        centred = np.abs(h.level - 0.5) <= t.centre
        half = centred & (h.d_real <= t.flat) & (h.d_fake <= t.flat) & (np.abs(h.loss_gap) <= t.loss)
        rules = [
            (Verdict.DIVERGED, ~finite | (h.distance > t.far)),
            (Verdict.OSCILLATING, evidence.moving > t.moving),
            (Verdict.COLLAPSED, (h.narrowest < t.collapsed) | (h.modes < t.modes)),
            (Verdict.WEAK, ~alike & flat),
            (Verdict.EQUILIBRIUM, alike & half),
            (Verdict.SHIFTED, alike & flat),
        ]
    chosen = np.select([holds for _, holds in rules], list(range(len(rules))), default=len(rules))
    return [[v for v, _ in rules][i] if i < len(rules) else Verdict.UNSETTLED for i in chosen]
