"""From measurements to a verdict: one word a member, and the numbers it rests on.

    diverged                    a loss was not finite, or the generated points are far away
    oscillating                 the generator's mean swings, over the last quarter of the looks
    collapsed                   the generated law is much narrower than the target in some direction or inside its
                                modes, or misses modes
    discriminator too weak      D sees no difference, and there is one
    equilibrium                 the laws agree, the generator's mean rests, D is 1/2 on real and on fake points, and its
                                loss is that of equilibrium
    optimum shifted             the laws agree and D is constant, at another value than 1/2
    unsettled                   none of these: D sees a difference or does not sit still; or the run was looked at too
                                rarely to say that it rests

The first that applies, in this order.  The laws agree if a fresh discriminator cannot tell them apart (a two-sided
two-sample test of level `level`), all modes are held, and distance, spread and width inside the modes are within their
tolerances.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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
    """How near is near; every comparison of the verdict is with one of these.

    They are definitions, chosen to weigh alike.  Where the laws agree, V + log 4 = E log 4D(1 - D), about
    -4 E(D - 1/2)^2: D off by 0.05 moves V by 0.01.  To second order, for normal laws, a shift by 0.15 of a deviation
    has a JSD of 0.15^2/8 = 0.003 nats, and a deviation 20% off has 0.2^2/4 = 0.01.
    """

    flat: float = 0.05  # mean |D - 1/2| on each law: D within 0.45 ... 0.55 on average
    centre: float = 0.02  # mean D over both laws within 1/2 +- 0.02: labels 0.9 put it at 0.45, which must be seen
    loss: float = 0.02  # of D's loss from its equilibrium value: twice what `flat` moves V by
    distance: float = 0.15  # W_1 over the target's scale; 4096 points of the law itself have 0.013
    spread: float = 0.2  # the ratio of standard deviations within 1 +- 0.2
    collapsed: float = 0.25  # a ratio below this: a quarter of the width is no longer an error of training
    inside: float = 0.5  # the ratio of widths inside the modes within 1 +- 0.5: modes are small beside the law
    far: float = 100.0  # a distance beyond this: ten times what any random Gaussian starts from
    moving: float = 0.25  # swing of the generated mean over the target's scale: more than `distance` allows to be off
    level: float = 1e-4  # risk that the two-sample test tells one law apart: one member in ten thousand


@dataclass(frozen=True)
class Evidence:
    """Everything a verdict rests on, arrays [E].

    stopped    the step at which a loss was not finite, or -1
    moving     as `Tolerances.moving`, over the last quarter of the looks; nan where there were too few to judge
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
        shaped = (h.narrowest >= 1 - t.spread) & (h.widest <= 1 + t.spread) & (np.abs(h.inside - 1) <= t.inside)
        alike = (h.distance <= t.distance) & shaped & ~told_apart(evidence, level=t.level)
        flat, centred = h.ripple <= t.flat, np.abs(h.level - 0.5) <= t.centre
        half = centred & (h.d_real <= t.flat) & (h.d_fake <= t.flat) & (np.abs(h.loss_gap) <= t.loss)
        rests = evidence.moving <= t.moving
        rules = [
            (Verdict.DIVERGED, ~finite | (h.distance > t.far)),
            (Verdict.OSCILLATING, evidence.moving > t.moving),
            (Verdict.COLLAPSED, (np.minimum(h.narrowest, h.inside) < t.collapsed) | (h.modes < 1)),
            (Verdict.WEAK, ~alike & flat),
            (Verdict.EQUILIBRIUM, alike & rests & half),
            (Verdict.SHIFTED, alike & rests & flat & ~centred),
        ]
    chosen = np.select([holds for _, holds in rules], list(range(len(rules))), default=len(rules))
    return [[v for v, _ in rules][i] if i < len(rules) else Verdict.UNSETTLED for i in chosen]


def told_apart(evidence: Evidence, *, level: float) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Whether the fresh discriminator's answers refute that the laws are one: too often right, or too often wrong.

    Under one law the right answers have mean asked/2 and at most the tails of Bin(asked, 1/2) on both sides, so each
    side gets half of the level.  A discriminator that is wrong more often than chance has seen a difference too.
    """
    excess = 2 * critical_count(evidence.asked, level=level / 2) - evidence.asked
    return np.abs(2 * evidence.right - evidence.asked) >= excess
