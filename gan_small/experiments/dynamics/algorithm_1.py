"""Does Algorithm 1, as printed, reach q = p?

Says       Algorithm 1 brings a small network to q = p
Measures   the share of members at equilibrium by the certificate (gan_small.certificate), which asks a fresh
           discriminator too: saturating loss, momentum, constant steps, k updates of D for each of G; on a wide normal
           law and on a narrow one: the steps are as printed, and take no account of the data's scale
           The two laws were chosen after a look at random ones: between them, at a scale of 0.4, a third of the members
           arrives with k = 1 and more than a half with k = 5
Bar        1/2: what is said of small networks should be true of most
Control    the same players with steps of size 0
Claims     algorithm-1-trained

Source     Goodfellow et al. 2014, Algorithm 1 (k = 1, momentum)
"""

from __future__ import annotations

from gan_small.certificate import Verdict
from gan_small.experiments.effects import Effect, share
from gan_small.experiments.finding import Setting
from gan_small.named import named
from gan_small.recipe import Recipe
from gan_small.train import train

BAR = 0.5
K1, K5 = named("algorithm-1"), named("algorithm-1-k5")
WIDE, NARROW = "gauss(1, 2)", "gauss(1, 0.2)"


def measure(setting: Setting) -> list[Effect]:
    """One and five updates of D for each of G."""
    return [
        reached("k = 1, data N(1, 2^2)", K1.replace(target=WIDE), setting, quick=(24, 1500)),
        reached("k = 5, data N(1, 2^2)", K5.replace(target=WIDE), setting, quick=(20, 600)),
        reached("k = 1, data N(1, 0.2^2)", K1.replace(target=NARROW), setting, quick=(32, 1000)),
    ]


def control(setting: Setting) -> list[Effect]:
    """Nothing is brought anywhere."""
    still = K1.replace(target=WIDE, rate_d=0.0, rate_g=0.0)
    return [reached("steps of size 0, data N(1, 2^2)", still, setting, quick=(24, 50))]


def reached(which: str, recipe: Recipe, setting: Setting, *, quick: tuple[int, int]) -> Effect:
    """The share of members with a certificate at the end; `quick`: members and steps of the quick size."""
    setting.say(which)
    members, steps = (96, 2000) if setting.full else quick
    trained = train(recipe.replace(members=members, steps=steps, seed=setting.seed))
    verdicts = trained.certificate().verdicts
    return share(f"members at equilibrium, {which}", (v is Verdict.EQUILIBRIUM for v in verdicts), above=BAR)
