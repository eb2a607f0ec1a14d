"""Does noise on what the discriminator sees keep the generator's gradient alive?

Says       noise on what the discriminator sees keeps the generator's gradient from vanishing
Measures   after 1000 updates of D: the saturating loss's gradient in the place of the fakes, with noise of deviation
           sigma over without, for laws a unit apart; and over its closed form, that of N(0, 1) and N(1/sigma, 1)
           times 1/sigma
Bar        a hundred times, two orders of magnitude; a fifth from the closed form, as the certificate asks of ratios
Control    no noise in either arm, at different seeds; and no noise against the closed form
Claims     noise-smooths; the rate, exp(-1/(8 sigma^2)), is in diminishing-gradient

Noise that is small beside the distance is of no use: at 1/20 of it the gradient has vanished as it does without.

Source     Arjovsky and Bottou 2017, Theorem 3.1; Sonderby et al. 2017, Section 3
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from gan_small.certificate import Tolerances
from gan_small.experiments.discriminators.frozen_generator import (
    Facing,
    exact_pull,
    line_pair,
    point_pair,
    retrained,
)
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.recipe import Recipe
from numerics.weights import Array

ORDERS = 2.0
WIDE, NARROW = 0.5, 0.05


def measure(setting: Setting) -> list[Effect]:
    """Noise of half of the distance, and of a twentieth."""
    points, lines = pull(point_pair, setting), pull(line_pair, setting)
    blurred = pull(point_pair, setting, WIDE)
    return [
        gain(f"two points, sigma {WIDE:g}", blurred, points),
        off(f"two points, sigma {WIDE:g}", blurred),
        gain(f"two lines, sigma {WIDE:g}", pull(line_pair, setting, WIDE), lines),
        gain(f"two points, sigma {NARROW:g}", pull(point_pair, setting, NARROW), points),
    ]


def control(setting: Setting) -> list[Effect]:
    """Nothing is gained by no noise, and its gradient is not that of noise."""
    points, other = pull(point_pair, setting), pull(point_pair, replace(setting, seed=setting.seed + 1))
    return [gain("two points, no noise", other, points), off("two points, no noise", points)]


def pull(pair: Callable[[Recipe], Facing], setting: Setting, noise: float = 0.0) -> Array:
    """The gradient of every member, after training."""
    setting.say(f"{pair.__name__}, sigma {noise:g}")
    return pair(retrained(setting, members=20).replace(noise=noise)).trained().pull("saturating")


def gain(where: str, with_noise: Array, without: Array) -> Effect:
    """Of the gradient, member by member."""
    return median(f"gradient with noise over without, {where} (log10)", np.log10(with_noise / without), above=ORDERS)


def off(where: str, pulls: Array) -> Effect:
    """How far from the closed form at the wide noise."""
    closed = exact_pull("saturating", 1 / WIDE) / WIDE
    return median(f"gradient off {closed:.3f}, {where} (share)", np.abs(pulls / closed - 1), below=Tolerances().spread)
