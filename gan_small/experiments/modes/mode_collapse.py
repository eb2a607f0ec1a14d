"""Does a generator trained on the ring of eight cover few of its modes?

Says       a generator trained on a ring of eight Gaussians covers few of its modes
Measures   modes covered (1% of 4096 samples within 3 deviations) after 1500 steps; for the ring of the papers also
           the modes visited, wherever the samples lie: a blur covers few and visits all, a collapse visits few.
           That ring is covered better by longer training; G ahead of D stays collapsed after 6000 steps
Bar        4.5: few is at most half of the eight
Control    a perfect generator, on both rings
Claims     mode-collapse-figure
Source     Metz et al. 2017, Section 3.1; Mescheder, Nowozin and Geiger 2017, Section 5
"""

from __future__ import annotations

from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.experiments.modes.scores import Scores, of_generator, of_perfect
from gan_small.game import game
from gan_small.recipe import Recipe
from gan_small.train import train

BAR = 4.5
PLAIN = Recipe(target="ring", latent=2, batch=64, steps=1500, looks=1, decay="constant")
WITH_R1 = PLAIN.replace(r1=1.0)
#: The generator runs ahead of the discriminator: ten times its steps, and momentum.
AHEAD = PLAIN.replace(rate_g=1e-2, beta1=0.9)
#: Radius 1 and spread 0.01, as in PacGAN and consensus optimisation: modes ten times as small beside the ring.
NARROW = PLAIN.replace(target="ring(1, 0.01)")


def measure(setting: Setting) -> list[Effect]:
    """The canonical ring in four set-ups, and the narrow ring of the papers, counted in two ways."""
    narrow = scores(NARROW, setting, quick=40)  # its members differ more than those of the others
    return [
        median("modes covered of 8, plain", scores(PLAIN, setting).covered, below=BAR),
        median("modes covered of 8, R1", scores(WITH_R1, setting).covered, below=BAR),
        median("modes covered of 8, G ahead of D", scores(AHEAD, setting).covered, below=BAR),
        median("modes covered of 8, G ahead of D, R1", scores(AHEAD.replace(r1=1.0), setting).covered, below=BAR),
        median("modes covered of 8, plain, narrow ring", narrow.covered, below=BAR),
        median("modes visited of 8, plain, narrow ring", narrow.visited, below=BAR),
    ]


def control(setting: Setting) -> list[Effect]:
    """The target in the generator's place."""
    rings = {"ring": PLAIN, "narrow ring": NARROW}
    return [
        median(f"modes covered of 8, perfect, {name}", of_perfect(game(sized(of, setting))).covered, below=BAR)
        for name, of in rings.items()
    ]


def scores(recipe: Recipe, setting: Setting, *, quick: int = 16) -> Scores:
    """Of every member of the ensemble; `quick` is how many there are at the quick size."""
    setting.say(f"{recipe.target}, R1 {recipe.r1:g}, rates {recipe.rate_d:g} and {recipe.rate_g:g}")
    return of_generator(train(sized(recipe, setting, quick=quick)))


def sized(recipe: Recipe, setting: Setting, *, quick: int = 16) -> Recipe:
    """The recipe for as many members as the setting asks for."""
    return recipe.replace(members=128 if setting.full else quick, seed=setting.seed)
