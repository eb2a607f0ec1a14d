"""Does a WGAN's generator come to rest at the data?

Says       the generator of a WGAN comes to rest at the data
Measures   the data are N(1, 1); the share of members whose generator is near, W_1 over the scale at most 0.15, and
           rests, its mean swings by at most 0.25 (gan_small.certificate.Tolerances), after steps that decay
Bar        0.5: more of them do than do not
Control    a critic that stands still
Claims     dirac-gan-wgan-gp, dirac-gan-weight-clipping
Found      on the line weights clipped to 0.1 do it, the gradient penalty does not: a critic that has to turn passes
           slope 0, where the penalty is highest.  Without that barrier, one-sided, it does

Source     Arjovsky, Chintala and Bottou 2017, Section 4.3; Gulrajani et al. 2017, Section 4; Mescheder, Geiger and
           Nowozin 2018, Section 3
"""

from __future__ import annotations

from gan_small.certificate import Tolerances
from gan_small.certificate.held_out import held_out
from gan_small.experiments.effects import Effect, share
from gan_small.experiments.finding import Setting
from gan_small.history import moving
from gan_small.recipe import Recipe
from gan_small.train import train

BAR = 0.5
BASE = Recipe(target="gauss(1, 1)", loss="wasserstein", d_steps=5, rate_d=1e-3, rate_g=1e-3, batch=128)
CLIPPED = BASE.replace(clip=0.1, optimiser="rmsprop")
PENALISED = BASE.replace(gp=10.0, beta2=0.9)


def measure(setting: Setting) -> list[Effect]:
    """Clipping, the penalty, and the one-sided penalty, on the line."""
    return shares(setting, CLIPPED, PENALISED)


def control(setting: Setting) -> list[Effect]:
    """A critic that stands still shows the generator nothing."""
    return shares(setting, CLIPPED.replace(rate_d=0.0), PENALISED.replace(rate_d=0.0), shorter=4)


def shares(setting: Setting, clipped: Recipe, penalised: Recipe, *, shorter: int = 1) -> list[Effect]:
    """Of the members, how many come to rest near the data, by the way the slope is bounded."""
    return [
        share("near and at rest, weights clipped to 0.1", settle(clipped, setting, shorter), above=BAR),
        share("near and at rest, gradient penalty", settle(penalised, setting, shorter), above=BAR),
        share(
            "near and at rest, one-sided gradient penalty",
            settle(penalised.replace(gp_one_sided=True), setting, shorter),
            above=BAR,
        ),
    ]


def settle(recipe: Recipe, setting: Setting, shorter: int) -> list[bool]:
    """Whether each member's generator is near the data and rests."""
    setting.say(f"clip {recipe.clip:g}, penalty {recipe.gp:g}{', one-sided' if recipe.gp_one_sided else ''}")
    steps, members = (2000, 64) if setting.full else (700, 32)
    return near_and_at_rest(recipe.replace(members=members, steps=steps // shorter, seed=setting.seed))


def near_and_at_rest(recipe: Recipe) -> list[bool]:
    """W_1 and swing within their tolerances after a run: truth values [E]."""
    done, allowed = train(recipe), Tolerances()
    near = held_out(done.game, done.state).distance <= allowed.distance
    rests = moving(done.looks, done.game.target.scale().numpy()) <= allowed.moving
    return (near & rests).tolist()
