"""Where does one-sided label smoothing leave the discriminator?

Says       with real labels 1 - a, D ends at (1 - a)/2 where the laws agree, and at 1 - a where fakes never are
Measures   how far D's mean on held-out points is from the prediction: over both laws in games that come to rest, at
           two labels; and on real points, where the generator stands still eight deviations away
Bar        0.02, by which gan_small.certificate.Tolerances tells the level of D at labels 0.9 from 1/2
Control    labels of 1, against the same predictions
Claims     one-sided-label-smoothing

Source     Salimans et al. 2016, Section 3.4
"""

from __future__ import annotations

import numpy as np

from gan_small.certificate.held_out import held_out
from gan_small.certificate.verdict import Tolerances
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.named import named
from gan_small.train import train

BAR = Tolerances().centre
LABELS = (0.9, 0.75)
RESTING = named("saturating-r1").replace(target="gauss(1, 0.5)", batch=64, looks=1)
APART = RESTING.replace(target="gauss(8, 1)", r1=0.0, rate_g=0.0, decay="cosine")


def measure(setting: Setting) -> list[Effect]:
    """Both places, at both labels, as the labels predict."""
    return effects(setting, used=None)


def control(setting: Setting) -> list[Effect]:
    """Without smoothing D is elsewhere."""
    return effects(setting, used=1.0)


def effects(setting: Setting, *, used: float | None) -> list[Effect]:
    """The predictions of each label, for D's trained with it, or with the label that is `used` instead."""
    found = []
    for label in LABELS:
        given = label if used is None else used
        rest, apart = abs(at_rest(setting, given) - label / 2), abs(when_apart(setting, given) - label)
        found += [
            median(f"label {label}: distance of D's mean from {label / 2} at rest", rest, below=BAR),
            median(f"label {label}: distance of D on real points from {label}, fakes far away", apart, below=BAR),
        ]
    return found


def at_rest(setting: Setting, label: float) -> np.ndarray:
    """The mean of D over both laws at the end of a game that settles, [E]."""
    setting.say(f"a game that settles, real labels {label}")
    ended = train(sized(RESTING, setting).replace(real_label=label))
    return held_out(ended.game, ended.state, points=1024).level


def when_apart(setting: Setting, label: float) -> np.ndarray:
    """The mean of D over real points, where G stands still far from them, [E]."""
    setting.say(f"a generator far away, real labels {label}")
    ended = train(sized(APART, setting).replace(real_label=label))
    # D - 1/2 has one sign on all real points: they are eight deviations from the fakes
    return 0.5 + held_out(ended.game, ended.state, points=1024).d_real


def sized(recipe, setting: Setting):
    """Members, steps and seed of the setting."""
    steps = 3000 if setting.full else 1000
    return recipe.replace(members=128 if setting.full else 24, steps=steps, seed=setting.seed)
