"""The scores of the mode-collapse literature, of an ensemble of generators at once, and the bounds that they obey.

    covered     modes with at least 1% of all samples within 3 standard deviations: what papers count
    visited     modes that are the nearest one of at least 1% of all samples, however far these are
    hit         modes that are the nearest one of any sample
    quality     share of the samples within 3 standard deviations of a mode
    reverse_kl  KL(counts || weights) in nats, counts of the nearest modes

    covered <= visited <= hit                   where the 3-deviation balls do not meet
    reverse_kl >= log(N/hit)                    for N equal weights: log-sum inequality; `checked` asserts it
    quality = P(chi^2_d <= 9) on average        for a perfect generator; a too narrow one has more, so this is no law

Few modes covered and all visited is a blur; few visited is a collapse.

Claims   mode-collapse-figure, log-sum-inequality
Source   Srivastava et al. 2017 (VEEGAN), Section 4.1; Lin et al. 2018 (PacGAN), Section 4.1: from memory
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from scipy.special import gammainc
from torch import Tensor

from gan_small.game import Game
from gan_small.randomness import Stream
from gan_small.targets import Mixtures, NotATarget, high_quality_share, modes_held, reverse_kl_of_counts
from gan_small.train import Trained
from numerics.weights import Array

POINTS = 4096
ROUNDING = 1e-12
"""Of a sum of 25 numbers below 1, with room: the bound of `reverse_kl_of_counts` is N 2^-52."""


class BrokenBound(ValueError):
    """A score that no sample can have."""


@dataclass(frozen=True)
class Scores:
    """Arrays [E], one number a member, of `points` samples each; `modes` is N."""

    covered: Array
    visited: Array
    hit: Array
    quality: Array
    reverse_kl: Array
    points: int
    modes: int


def mixture(game: Game) -> Mixtures:
    """The game's target.  Raises NotATarget if it has no modes."""
    if not isinstance(game.target, Mixtures):
        raise NotATarget(f"{game.target.describe(0)} has no modes to count; give a mixture, such as ring or grid")
    return game.target


@torch.no_grad()
def of_generator(trained: Trained, *, points: int = POINTS) -> Scores:
    """Of every member's last generator, at noise that no step has seen."""
    played = trained.game
    noise = played.noise(Stream.HELD_OUT_NOISE, range(1), points)[0]
    return checked(of_samples(played.g(trained.state.g.x, noise), mixture(played)))


def of_perfect(game: Game, *, points: int = POINTS) -> Scores:
    """Of the target itself, sampled as training samples it."""
    return checked(of_samples(game.real(Stream.HELD_OUT_REAL, range(1), points)[0], mixture(game)))


def of_samples(samples: Tensor, target: Mixtures) -> Scores:
    """Of samples [E, n, d].  Raises NotATarget for a wrong shape."""
    n = samples.shape[-2]
    one = torch.finfo(torch.float64).eps  # any positive share: at least one sample

    def count(within: float, share: float) -> Array:
        return modes_held(samples, target, within=within, share=share).double().numpy()

    return Scores(
        covered=count(3.0, 0.01),
        visited=count(np.inf, 0.01),
        hit=count(np.inf, one),
        quality=high_quality_share(samples, target).numpy(),
        reverse_kl=reverse_kl_of_counts(samples, target).numpy(),
        points=n,
        modes=target.components,
    )


def checked(scores: Scores) -> Scores:
    """The same scores.  Raises BrokenBound if a member has fewer nats than log(N/hit), or counts out of order."""
    slack = scores.reverse_kl - least_reverse_kl(scores.hit, of=scores.modes)
    if not (slack >= -ROUNDING).all():
        raise BrokenBound(f"a reverse KL is {-slack.min():g} below log(N/modes): the counts do not belong to it")
    if (scores.covered > scores.visited).any() or (scores.visited > scores.hit).any():
        raise BrokenBound("more modes are covered than visited, or visited than hit: their counts were mixed up")
    return scores


def least_reverse_kl(modes: Array, *, of: int) -> Array:
    """log(N/m): what counts spread over m of N equal modes score at least; m = 0 counts as 1, the most it can be."""
    return np.log(of / np.maximum(modes, 1))


def ceiling(dimension: int, *, within: float = 3.0) -> float:
    """P(chi^2_d <= within^2), the high-quality share of a perfect generator; in the plane 1 - exp(-within^2/2).

    Accuracy: a few roundings.

    >>> round(ceiling(2), 5)
    0.98889
    """
    return float(gammainc(dimension / 2, within**2 / 2))


def chance(share: float, *, points: int) -> float:
    """The standard deviation of a share of so many independent samples: sqrt(p(1 - p)/n)."""
    return math.sqrt(share * (1 - share) / points)
