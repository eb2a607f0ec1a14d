"""Does the smallest GAN reach its equilibrium by gradient steps?

Says       without a regulariser the Dirac-GAN is not drawn in: simultaneous steps leave, alternating ones circle
Measures   paths (theta, psi) of the training code in float64: the growth of the distance from (0, 0) in every
           simultaneous step against sqrt(1 + h^2 f'(theta psi)^2); for k updates of D to each of G the eigenvalues of
           a round near (0, 0) against 1 - a^2/2 +- sqrt((1 - a^2/2)^2 - 1), a = sqrt(k) h f'(0); and where members are
           after a turn or more
Bar        1e-13 for a step, which is some hundred roundings of 1.1e-16; 1e-10 for the eigenvalues, near (0, 0) at a
           radius of 1e-6, whose square is how far the game is from a linear one; no growth; half of the start
Control    the same with R1, gamma = 1/2, which does draw it in
Claims     dirac-gan-unregularised, dirac-gan-simultaneous, dirac-gan-alternating

Source     Mescheder, Geiger and Nowozin 2018, Lemmas 2.1 to 2.4
"""

from __future__ import annotations

import numpy as np

from gan_small.experiments.dynamics.one_parameter import PLAIN, circle, distance, multipliers, path
from gan_small.experiments.effects import Effect, computed, median
from gan_small.experiments.finding import Setting
from gan_small.recipe import Recipe
from numerics.dynamics import Alternating, Gan, Plain
from numerics.weights import Array

STEP_BAR, STEP_ERROR = 1e-13, 1e-14
ROUND_BAR, ROUND_ERROR = 1e-10, 1e-12
NEAR = 1e-6
UPDATES = (1, 2, 5)


def measure(setting: Setting) -> list[Effect]:
    """The game as it is."""
    return effects(PLAIN, setting)


def control(setting: Setting) -> list[Effect]:
    """The game with a penalty that is known to draw it in: none of the sentence's numbers may come out."""
    return effects(PLAIN.replace(r1=0.5), setting)


def effects(recipe: Recipe, setting: Setting) -> list[Effect]:
    """Simultaneous steps, then alternating ones: the numbers of the plain game for whatever recipe is given."""
    members = 256 if setting.full else 32
    start = circle(members, setting.seed, radius=1.0)
    setting.say("simultaneous steps")
    out = path(recipe.replace(simultaneous=True), start, steps=1000 if setting.full else 150)
    setting.say("alternating steps")
    turning = path(recipe, start, steps=1000 if setting.full else 150)
    near = circle(members, setting.seed, radius=NEAR)
    return [
        computed(
            "error of the growth in a simultaneous step, relative to the closed form", error_of_growth(out, recipe),
            error=STEP_ERROR, below=STEP_BAR,
        ),
        median(
            "log of the distance after simultaneous steps over that before them",
            np.log(distance(out)[-1] / distance(out)[0]), above=0,
        ),
        *(
            computed(
                f"error of the eigenvalues of an alternating round, {k} update{'s' * (k > 1)} of D",
                error_of_eigenvalues(recipe.replace(d_steps=k), near), error=ROUND_ERROR, below=ROUND_BAR,
            )
            for k in UPDATES
        ),
        median(
            "smallest distance in alternating steps, over that before them",
            distance(turning).min(0) / distance(turning)[0], above=0.5,
        ),
    ]  # fmt: skip


def error_of_growth(points: Array, recipe: Recipe) -> float:
    """The largest relative error of |x_(t+1)|/|x_t| = sqrt(1 + h^2 f'^2); f' = sigmoid(theta psi) with this sign."""
    first = 1 / (1 + np.exp(-points[:-1].prod(-1)))
    declared = np.sqrt(1 + recipe.rate_d**2 * first**2)
    return float(np.abs(distance(points)[1:] / distance(points)[:-1] / declared - 1).max())


def error_of_eigenvalues(recipe: Recipe, near: Array) -> float:
    """How far the eigenvalues of a round are from the declared pair, at most, over the members."""
    found = multipliers(path(recipe, near, steps=30))
    declared = np.array(Alternating(Plain(Gan()), recipe.rate_d, n_d=recipe.d_steps).multipliers())
    # by the imaginary part: the real parts of a conjugate pair are equal but for rounding
    ordered = [np.take_along_axis(z, np.argsort(np.imag(z), -1), -1) for z in (found, declared[None])]
    return float(np.abs(ordered[0] - ordered[1]).max())
