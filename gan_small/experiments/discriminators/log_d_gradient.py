"""Does the log D trick make the generator's gradient stronger, and unstable?

Says       the log D trick makes the generator's gradient much stronger, but unstable
Measures   against a frozen generator, after 1000 updates of D:
           stronger    the ratio of the two losses' gradients in the mean of the fakes
           growing     the gradient of -log D over what it was after 100 updates
           wandering   from the 5% to the 95% quantile of means of 256 gradients, a minibatch, over the same of single
                       ones: about 1/16 if there is a variance, 1 for Cauchy's law, whose means are as wild
           Cauchy      the p-value of a Kolmogorov-Smirnov test of single gradients, in units of their median size
           the last two for trained discriminators, and for what Theorem 2.6 assumes in their place: D* = 0 on the
           fakes, D off by white noise in value and slope, so that the gradient is -r/eps
Bar        a factor 10: an order of magnitude is "much"; any growth; 1/4, half way from 1/16 to 1 in ratio; a level
           of 0.01
Control    a discriminator that stands still; the other loss, log(1 - D), does not grow; noise in the slope alone
Claims     ns-gradients-mean-variance; the ratio in the logit is in non-saturating-gradient-is-stronger

The gradient of a trained D is strong, a little less so than that of D*, and as tame as what has a variance: a
network's logit has a bounded slope, and -grad D/D = -(1 - D) grad C.  Training leaves no white noise in D.  The two
effects of the theorem's noise hold by its construction, with no network in them: they show what the others are not.

Source     Arjovsky and Bottou 2017, Theorem 2.6 and Figure 3
"""

from __future__ import annotations

import numpy as np
from scipy.stats import kstest

from gan_small.experiments.discriminators.frozen_generator import (
    POINTS,
    STEPS,
    Facing,
    exact_pull,
    line_pair,
    normal_pair,
    retrained,
)
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from numerics.weights import Array

MUCH = 10.0
EARLY = 100
MEANS_OF = 256
LEVEL = 0.01


def measure(setting: Setting) -> list[Effect]:
    """Far and close laws, lines; trained discriminators and the theorem's noise."""
    setting.say("N(0, 1) against N(4, 1), N(0.5, 1)")
    far, close = (normal_pair(retrained(setting), mu).trained() for mu in (4.0, 0.5))
    eps, r = white_noise(setting)
    return [
        ratio(4.0, far),
        ratio(0.5, close),
        growth("non-saturating", setting),
        *unstable("the noise of Theorem 2.6", -r / eps),
        *unstable("trained D, means 4 apart", gradients(far)),
    ]


def control(setting: Setting) -> list[Effect]:
    """Where D is 1/2 the losses pull alike; where only the slope is noisy there is a variance."""
    still = normal_pair(retrained(setting).replace(rate_d=0.0), 4.0)
    return [
        ratio(4.0, still),
        growth("saturating", setting),
        *unstable("noise in the slope alone", white_noise(setting)[1]),
    ]


def ratio(mu: float, pair: Facing) -> Effect:
    """Of the two gradients."""
    of_best = exact_pull("non-saturating", mu) / exact_pull("saturating", mu)
    found = pair.pull("non-saturating") / pair.pull("saturating")
    what = f"gradient of -log D over that of log(1 - D), means {mu:g} apart (D*: {of_best:.1f})"
    return median(what, found, above=MUCH)


def growth(loss: str, setting: Setting) -> Effect:
    """Of the gradient, by D's training, where D becomes perfect."""
    setting.say("two parallel lines")
    early = line_pair(retrained(setting)).trained(EARLY)
    grown = early.trained().pull(loss) / early.pull(loss)
    return median(f"growth of the {loss} gradient from {EARLY} to {STEPS} updates, two lines", grown, above=1.0)


def unstable(where: str, samples: Array) -> list[Effect]:
    """Two ways to be as wild as Cauchy's law, for single gradients [E, n]."""
    units = samples / np.median(np.abs(samples), 1, keepdims=True)
    p_values = [kstest(member, "cauchy", method="asymp").pvalue for member in units]
    bar = MEANS_OF**-0.25
    return [
        median(f"spread of means of {MEANS_OF} gradients over that of one, {where}", wandering(samples), above=bar),
        median(f"p-value against Cauchy's law, {where}", p_values, above=LEVEL),
    ]


def wandering(samples: Array) -> Array:
    """The quantile ranges of means of consecutive samples over those of single ones, [E], of samples [E, n]."""
    means = samples.reshape(len(samples), -1, MEANS_OF).mean(-1)
    single, averaged = (np.diff(np.quantile(x, (0.05, 0.95), axis=1), axis=0)[0] for x in (samples, means))
    return averaged / single


def gradients(pair: Facing) -> Array:
    """Of single samples, on the line: [E, n]."""
    return pair.pulls("non-saturating", 2 * POINTS)[..., 0].numpy()


def white_noise(setting: Setting) -> tuple[Array, Array]:
    """eps and r of the theorem for as many members: independent N(0, 1), [E, n] each."""
    drawn = np.random.default_rng(setting.seed).standard_normal((2, retrained(setting).members, 2 * POINTS))
    return drawn[0], drawn[1]
