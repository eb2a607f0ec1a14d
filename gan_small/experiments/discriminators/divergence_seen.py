"""Is the value of a trained discriminator near -log 4 for close laws, and near 0 for far ones?

Says       a trained discriminator's value is near -log 4 for close laws and near 0 for far ones
Measures   V on held-out points after 1000 updates against a frozen generator: N(0, 1) against N(0.5, 1) and N(5, 1)
Bar        log 2 from the end that it should be near: half of the way from -log 4 to 0; and 0.02 from 2 JSD - log 4,
           which is what the certificate allows a loss to be off (gan_small.certificate.Tolerances)
Control    the far pair handed in as the close one, and the close one as the far
Claims     divergence-seen-by-d-trained; the limit is in divergence-seen-by-d and v-at-dstar

Source     Goodfellow et al. 2014, Section 4
"""

from __future__ import annotations

import math

import numpy as np

from gan_small.certificate import Tolerances
from gan_small.experiments.discriminators.frozen_generator import normal_pair, retrained
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from numerics.certified import certified_value
from numerics.laws import Normal

CLOSE, FAR = 0.5, 5.0


def measure(setting: Setting) -> list[Effect]:
    """Each pair as what it is."""
    return values(setting, close=CLOSE, far=FAR)


def control(setting: Setting) -> list[Effect]:
    """The same numbers asked of the wrong pair."""
    return values(setting, close=FAR, far=CLOSE)


def values(setting: Setting, *, close: float, far: float) -> list[Effect]:
    """Where V is for two pairs, of which the first is called close and the second far."""
    found = []
    for mu, shown, end in ((CLOSE, close, -math.log(4)), (FAR, far, 0.0)):
        setting.say(f"N(0, 1) against N({shown:g}, 1)")
        v = normal_pair(retrained(setting), shown).trained().value()
        best = float(certified_value(Normal(0, 1), Normal(mu, 1)))
        where = "-log 4" if end else "0"
        found += [
            median(f"distance of V from {where}, means {mu:g} apart (nats)", np.abs(v - end), below=math.log(2)),
            median(
                f"distance of V from 2 JSD - log 4 = {best:.4f}, means {mu:g} apart (nats)",
                np.abs(v - best),
                below=Tolerances().loss,
            ),
        ]
    return found
