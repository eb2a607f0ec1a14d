"""Is a discriminator's score the probability that its input is real?

Says       the score of a discriminator is the probability that its input is real
Measures   after 1000 updates against a frozen generator, on held-out points, half of them real: the mean of |D - D*|,
           D* = p/(p + q); and the calibration error, the mean over ten bins of equally many points, by their scores,
           of |mean score - share of real points|.  The same where nine of ten points are real, and where D was
           trained with the label 0.7 for real points
Bar        0.05, by which the certificate lets D be off (gan_small.certificate.Tolerances); 820 points a bin are
           expected to contribute 0.014 by chance
Control    a discriminator that stands still
Claims     score-is-posterior, whose assumption of equal shares is needed; one-sided-label-smoothing

Source     Goodfellow et al. 2014, Proposition 1; Naeini, Cooper and Hauskrecht 2015 (expected calibration error)
"""

from __future__ import annotations

import numpy as np
import torch

from gan_small.certificate import Tolerances
from gan_small.experiments.discriminators.frozen_generator import POINTS, Facing, normal_pair, retrained
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.targets import Gaussians
from numerics.weights import Array

BAR = Tolerances().flat
BINS = 10
MOSTLY = 0.9
SMOOTHED = 0.7
PAIRS = {"N(0, 1) and N(1, 1)": (1.0, 1.0), "N(0, 1) and N(0, 4)": (0.0, 2.0)}


def measure(setting: Setting) -> list[Effect]:
    """A pair whose D* rises, one whose D* is a hill; and two ways to be asked another question."""
    found = []
    for what, (mu, scale) in PAIRS.items():
        setting.say(what)
        trained = normal_pair(retrained(setting), mu, scale).trained()
        found += asked(trained, what, mu, scale)
    smoothed = normal_pair(retrained(setting).replace(real_label=SMOOTHED), 1.0).trained()
    trained = normal_pair(retrained(setting), 1.0).trained()
    return [
        *found,
        median(f"mean |D - posterior|, {MOSTLY:.0%} of points real", distance(trained, 1.0, 1.0, MOSTLY), below=BAR),
        median(f"calibration error, real points labelled {SMOOTHED:g}", calibration(smoothed), below=BAR),
    ]


def control(setting: Setting) -> list[Effect]:
    """Scores that were never learnt."""
    return [
        effect
        for what, (mu, scale) in PAIRS.items()
        for effect in asked(normal_pair(retrained(setting).replace(rate_d=0.0), mu, scale), what, mu, scale)
    ]


def asked(pair: Facing, what: str, mu: float, scale: float) -> list[Effect]:
    """Both numbers."""
    return [
        median(f"mean |D - D*|, {what}", distance(pair, mu, scale), below=BAR),
        median(f"calibration error, {what}", calibration(pair), below=BAR),
    ]


def distance(pair: Facing, mu: float, scale: float, prior: float = 0.5) -> Array:
    """Mean of |D - prior p/(prior p + (1 - prior) q)| under the mixture with that share of real points, [E]."""
    p, ones = pair.game.target, torch.ones(pair.game.target.members, 1)
    q = Gaussians(mu * ones, scale * ones)
    odds = np.log(prior / (1 - prior))
    off = [
        (pair.game.objective.score(pair.logits(x)) - torch.sigmoid(p.log_density(x) - q.log_density(x) + odds)).abs()
        for x in pair.points()
    ]
    return (prior * off[0].mean(-1) + (1 - prior) * off[1].mean(-1)).numpy()


def calibration(pair: Facing) -> Array:
    """Expected calibration error over bins of equally many held-out points, half of them real, [E]."""
    points = torch.cat(pair.points(2 * POINTS), 1)
    scores = pair.game.objective.score(pair.logits(points))
    real = (torch.arange(points.shape[1]) < points.shape[1] // 2).double()
    order = scores.argsort(-1)
    bins = [x.tensor_split(BINS, -1) for x in (scores.gather(-1, order), real[order])]
    off = [(score.mean(-1) - share.mean(-1)).abs() for score, share in zip(*bins, strict=True)]
    return torch.stack(off).mean(0).numpy()
