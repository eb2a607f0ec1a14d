"""Does a generator settle where the divergence that belongs to its loss is least?

Says       with a strong discriminator a generator settles at a minimum of the divergence of its loss
Measures   W_2 of N(mu, s^2) from the law at the minimum, in units of the target's deviation sqrt(10); and, since the
           covering minima are near one another, by how much the saturating loss ends wider than the non-saturating
Bar        0.15, up to which a certificate calls laws equal (gan_small.certificate.Tolerances); 0 for the order
Control    generators that stand still where they start
Claims     js-vs-kl-fits; the divergences are JSD for the saturating loss, KL(q||p) - 2 JSD for the non-saturating,
           KL(q||p) and KL(p||q) for the f-GAN.  The minima are found by numerics.fits, where a test certifies them
Source     Theis, van den Oord and Bethge 2016, Figure 1; Arjovsky and Bottou 2017, Theorem 2.5
"""

from __future__ import annotations

from functools import cache

import numpy as np

from gan_small.certificate import Tolerances
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.experiments.modes.one_gaussian import Ends, ends, one_gaussian, started, trained
from numerics.fits import JSD, LOG_D, REVERSE_KL, Blend, Found, forward_projection, local_minima
from numerics.laws import Mixture, Normal
from numerics.weights import Array

TARGET = Mixture(["1/2", "1/2"], [Normal(-3), Normal(3)])
SCALE = 10**0.5
BAR = Tolerances().distance
DIVERGENCES = {"f-gan(reverse-kl)": REVERSE_KL, "non-saturating": LOG_D, "saturating": JSD}
LOSSES = {"at a mode": tuple(DIVERGENCES), "wide": (*DIVERGENCES, "f-gan(kl)")}


def measure(setting: Setting) -> list[Effect]:
    """Each against the minimum of its own basin."""
    found = {start: trained(losses, start, setting) for start, losses in LOSSES.items()}
    wide = found["wide"]
    wider = wide["saturating"].deviation - wide["non-saturating"].deviation
    return [
        *(effect for start, of in found.items() for effect in distances(of, start)),
        median("s of the saturating less s of the non-saturating, wide", wider, above=0.0),
    ]


def control(setting: Setting) -> list[Effect]:
    """Generators that stand still."""
    return [
        effect
        for start, losses in LOSSES.items()
        for effect in distances(ends(losses, started(one_gaussian(losses, setting, rate=0.0), start).average), start)
    ]


def distances(found: dict[str, Ends], start: str) -> list[Effect]:
    """From the minimum that belongs to each loss."""
    return [
        median(f"distance, {loss}, started {start}", off(end, *minimum(loss, start)), below=BAR)
        for loss, end in found.items()
    ]


def minimum(loss: str, start: str) -> tuple[float, float]:
    """(|mu|, s) of the local minimum nearest to a start: near a mode, or in the middle."""
    if loss == "f-gan(kl)":
        match = forward_projection(TARGET)
        return float(match.mean), float(match.variance) ** 0.5
    pick = max if start == "at a mode" else min
    best = pick(minima(DIVERGENCES[loss]), key=lambda at: abs(at.mean))
    return abs(best.mean), best.sd


@cache
def minima(divergence: Blend) -> list[Found]:
    """All of them, for both starts."""
    return local_minima(TARGET, divergence, starts=(5, 3))


def off(end: Ends, mean: float, deviation: float) -> Array:
    """W_2 of two normal laws, the root of (mu - mu')^2 + (s - s')^2, over the target's deviation."""
    return np.hypot(end.mean - mean, end.deviation - deviation) / SCALE
