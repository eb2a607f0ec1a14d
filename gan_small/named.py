"""Recipes by name, each with the one sentence that it was made to show.

The methods stand here as they are printed, step sizes included, with this project's small networks and targets in
place of theirs; `python -m gan_small list` prints the sentences, `python -m gan_small recipe NAME` a whole recipe.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

from gan_small.recipe import NotARecipe, Recipe


class Named(NamedTuple):
    """A recipe and what it shows."""

    sentence: str
    recipe: Recipe


DEFAULT = Recipe(r1=30.0, rate_d=1e-2, rate_g=3e-3, latent=4, steps=3000)

#: SGD with momentum as the 2014 paper uses it; its printed code decays nothing.
_ALGORITHM_1 = Recipe(loss="saturating", optimiser="sgd", rate_d=0.1, rate_g=0.1, beta1=0.5, decay="constant")

_BILINEAR = Recipe(
    target="gauss(2, 0.5)", loss="wasserstein", depth=0, optimiser="sgd", rate_d=0.05, rate_g=0.05, decay="constant"
)

_HASTY = Recipe(target="ring", latent=2, batch=16, width=16, rate_d=1e-3, rate_g=1e-2, decay="constant", steps=300)

NAMED: dict[str, Named] = {
    "default": Named(
        "non-saturating loss, R1 and steps that decay: the recipe that reaches the certificate on random Gaussians",
        DEFAULT,
    ),
    "gauss": Named("the default by the name of its target", DEFAULT),
    "gauss-2d": Named(
        "the default in the plane, with noise of two dimensions", DEFAULT.replace(target="gauss-2d", latent=2)
    ),
    "gauss-correlated": Named(
        "the same for correlated coordinates: the generator has to turn and shear its noise",
        DEFAULT.replace(target="gauss-correlated", latent=2),
    ),
    "algorithm-1": Named(
        "Algorithm 1 of Goodfellow et al. 2014 as printed, k = 1: it hovers about equilibrium, often near enough",
        _ALGORITHM_1,
    ),
    "algorithm-1-k5": Named(
        "the same with k = 5 updates of D for each of G: D keeps up, and more members hold the certificate",
        _ALGORITHM_1.replace(d_steps=5),
    ),
    "saturating-r1": Named(
        "the minimax loss itself converges too, once R1 and decaying steps damp the game",
        DEFAULT.replace(loss="saturating"),
    ),
    "least-squares-r1": Named(
        "least squares (Mao et al. 2017; fake 0, real 1, G wants 1) with R1",
        DEFAULT.replace(loss="least-squares(0, 1, 1)"),
    ),
    "wgan-clip": Named(
        "Algorithm 1 of Arjovsky et al. 2017: weights clipped to 0.01, k = 5, RMSprop: slow, the critic is almost flat",
        Recipe(
            loss="wasserstein", clip=0.01, d_steps=5, optimiser="rmsprop", rate_d=5e-5, rate_g=5e-5, decay="constant",
            steps=10000,
        ),
    ),
    "wgan-gp": Named(
        "Algorithm 1 of Gulrajani et al. 2017: on the line the critic's slope cannot turn in time, and it swings",
        Recipe(
            loss="wasserstein", gp=10.0, d_steps=5, rate_d=1e-4, rate_g=1e-4, beta1=0.0, beta2=0.9, decay="constant",
            steps=10000,
        ),
    ),
    "hinge": Named(
        "hinge loss without a penalty: only about half of the members come to rest at 1/2",
        Recipe(loss="hinge"),
    ),
    "relativistic-r1-r2": Named(
        "relativistic pairing with R1 and R2 (Huang et al. 2024, R3GAN): every real point against a fake one",
        Recipe(loss="relativistic", r1=1.0, r2=1.0),
    ),
    "smoothed-0.25": Named(
        "one-sided label smoothing 0.25 as a widely used library does it: D ends at 0.4375, not at 1/2",
        DEFAULT.replace(loss="saturating", real_label=0.875),
    ),
    "bilinear": Named(
        "an affine critic against an affine generator by plain SGD: the bilinear game, whose players circle for ever",
        _BILINEAR,
    ),
    "bilinear-history": Named(
        "the same game with historical averaging (Salimans et al. 2016): the circles die out",
        _BILINEAR.replace(history=0.1),
    ),
    "hasty": Named(
        "the ring with a generator that takes ten times the discriminator's steps: it falls on one point, and again",
        _HASTY,
    ),
    "hasty-batch-norm": Named(
        "the same with batch normalisation in the generator: it stays spread out", _HASTY.replace(norm="batch")
    ),
    "hasty-virtual-batch-norm": Named(
        "the same with virtual batch normalisation, by which an output depends on its own noise alone",
        _HASTY.replace(norm="virtual"),
    ),
    "hasty-minibatch": Named(
        "the same with minibatch discrimination: the discriminator sees a collapse, and the generator leaves it",
        _HASTY.replace(minibatch=3),
    ),
    "hasty-feature-matching": Named(
        "the same generator, and it matches the mean of the discriminator's features instead of its verdict",
        _HASTY.replace(feature_matching=True),
    ),
    "ring": Named(
        "the canonical ring of 8 modes, which this small GAN holds all of",
        Recipe(target="ring", latent=2, r1=1.0, steps=10000),
    ),
    "grid": Named(
        "the canonical grid of 25 narrow modes, which is too hard for this small GAN: modes are missing",
        Recipe(target="grid", latent=2, r1=1.0, steps=10000, width=64),
    ),
}  # fmt: skip


def named(name: str) -> Recipe:
    """The recipe of that name.  Raises NotARecipe, with the nearest name that exists."""
    if name not in NAMED:
        near = get_close_matches(name, NAMED, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(NAMED)}"
        raise NotARecipe(f"no recipe is named {name!r}: {hint}")
    return NAMED[name].recipe


def on_target(target: str) -> Recipe:
    """The recipe to learn a target with: the one of its name if there is one, or else the default.

    target: as gan_small.targets reads it; `ring(1, 0.01)` has the recipe of `ring`.  It is not looked at further here.
    """
    stem = target.partition("(")[0].strip()
    base = NAMED[stem].recipe if stem in NAMED and NAMED[stem].recipe.target == stem else DEFAULT
    return base.replace(target=target)
