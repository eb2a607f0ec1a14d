"""Which regularisers bring the smallest GAN to its equilibrium?

Says       a regulariser of the discriminator brings the Dirac-GAN to its equilibrium
Measures   alternating steps of the training code from distance 2: the largest |theta| over the last turn, which is the
           Wasserstein distance of the two laws; and how fast simultaneous steps are drawn in near (0, 0)
Bar        0.15 for |theta|, the distance that the certificate allows (gan_small.certificate.Tolerances); the modulus of
           a step with R1 against sqrt(1 - gamma h + h^2/4), 1e-10 at a radius of 1e-6; the decay with instance noise,
           where one minus the modulus of 1 + h l, l = f''(0) s^2 + i sqrt(f'(0)^2 - f''(0)^2 s^4), is met within a
           tenth: minibatches draw the noise
Control    the game without a regulariser, judged in the same way
Claims     dirac-gan-zero-centred-penalty, dirac-gan-instance-noise, dirac-gan-weight-clipping, dirac-gan-wgan-gp

Source     Mescheder, Geiger and Nowozin 2018, Lemmas 3.1 to 3.3 and Section 4.1
"""

from __future__ import annotations

import math

import numpy as np

from gan_small.certificate import Tolerances
from gan_small.experiments.dynamics.one_parameter import PLAIN, circle, multipliers, path
from gan_small.experiments.effects import Effect, computed, median
from gan_small.experiments.finding import Setting
from gan_small.recipe import Recipe
from numerics.dynamics import InstanceNoise, Simultaneous, ZeroCentredPenalty, declared_rate
from numerics.weights import Array

BAR = Tolerances().distance
RATE = 0.2
GAMMA, SIGMA = 0.5, 1.0
GAME = PLAIN.replace(rate_d=RATE, rate_g=RATE)
CRITIC = GAME.replace(loss="wasserstein")
NOISY = GAME.replace(noise=SIGMA, batch=1024)
TURN = math.ceil(2 * math.pi / (RATE * 0.5))
"""Steps of a turn at the frequency h f'(0) of the GAN; the WGAN, with f' = 1, makes two."""


def measure(setting: Setting) -> list[Effect]:
    """The regularisers of the decks, one by one, and the rates of those that have one."""
    return [
        reached("R1, gamma = 1/2", GAME.replace(r1=GAMMA), setting),
        reached("R2, gamma = 1/2", GAME.replace(r2=GAMMA), setting),
        reached("instance noise, deviation 1", NOISY, setting),
        reached("WGAN, slope clipped to 1", CRITIC.replace(clip=1.0), setting),
        reached("WGAN, gradient penalty of weight 1/2", CRITIC.replace(gp=0.5), setting),
        modulus(GAME.replace(r1=GAMMA), setting),
        decay(GAME.replace(noise=SIGMA), setting),
    ]


def control(setting: Setting) -> list[Effect]:
    """Nothing draws these in: not the GAN, not the WGAN; nor do they decay at the rates that are declared."""
    return [
        reached("GAN, no regulariser", GAME, setting),
        reached("WGAN, no regulariser", CRITIC, setting),
        modulus(GAME, setting),
        decay(GAME, setting),
    ]


def reached(which: str, recipe: Recipe, setting: Setting) -> Effect:
    """Where alternating steps are after two turns and a half, or four."""
    setting.say(which)
    start = circle(64 if setting.full else 16, setting.seed, radius=2.0)
    points = path(recipe.replace(seed=setting.seed), start, steps=4 * TURN if setting.full else 5 * TURN // 2)
    return median(f"largest |theta| over the last turn, {which}", np.abs(points[-TURN:, :, 0]).max(0), below=BAR)


def modulus(recipe: Recipe, setting: Setting) -> Effect:
    """Of a simultaneous step near (0, 0) against the eigenvalues -gamma/2 +- sqrt(gamma^2/4 - f'(0)^2) of R1."""
    points = _near(recipe, setting, members=16, radius=1e-6)
    declared = declared_rate(Simultaneous(ZeroCentredPenalty(GAMMA), RATE))
    error = float(np.abs(np.abs(multipliers(points)) - declared).max())
    return computed("error of the modulus of a step, R1", error, error=1e-12, below=1e-10)


def decay(recipe: Recipe, setting: Setting) -> Effect:
    """The decay 1 - |z| of a simultaneous step, relative to what the noise's variance alone declares."""
    setting.say("the decay with instance noise")
    points = _near(recipe.replace(batch=4096), setting, members=64 if setting.full else 32, radius=0.4)
    declared = declared_rate(Simultaneous(InstanceNoise(SIGMA), RATE))
    errors = (1 - np.abs(multipliers(points)).max(-1)) / (1 - declared) - 1
    return median("relative error of the decay in a step, instance noise", np.abs(errors), below=0.1)


def _near(recipe: Recipe, setting: Setting, *, members: int, radius: float) -> Array:
    """A path of simultaneous steps that starts near (0, 0)."""
    start = circle(members, setting.seed, radius=radius)
    return path(recipe.replace(seed=setting.seed, simultaneous=True), start, steps=25)
