r"""Does a least-squares generator move towards the data?

Says       a least-squares generator moves towards the data
Measures   p = N(0, 1), q = N(0, s^2).  L' = d/ds E_q(D - c)^2/2 with D held fixed, s < 1: the generator widens, as it
           should, if L' < 0.  By quadrature with D* = (b p + a q)/(p + q); with networks D that were trained against
           q; and the deviation of q after a game that starts at s, where 1 is right
Bar        0 for L', whose sign is the sentence; 0.8 for the deviation, 1 - Tolerances.spread of gan_small.certificate
Control    c = a, a generator that wants to be told apart: f'(t) = 1/(2 (1 + t)^2) falls, it moves away everywhere
Claims     lsgan-frozen-gradient, lsgan-g-loss, lsgan-value-is-chi-square
Found      with the codes (-1, 1, 0), for which the value is a chi-square, L' = e^2 + ... at s = 1 + e, positive on
           either side: a generator that is too narrow narrows further, and rests at s = 0.35, where L' = 0.  With
           (0, 1, 1) the sentence is true

Source     Mao et al. 2017, Section 3.2; the two-point numbers are this project's R4
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from scipy.integrate import quad
from scipy.stats import norm
from torch import Tensor

from gan_small.engines import advance, settled
from gan_small.experiments.critics.affine_generator import affine
from gan_small.experiments.critics.lone_critic import Critic, trained
from gan_small.experiments.effects import Effect, computed, median
from gan_small.experiments.finding import Setting
from gan_small.game import game
from gan_small.objectives import LeastSquares
from gan_small.recipe import Recipe
from gan_small.targets import Gaussians

NARROW = 0.6
BAR = 1 - 0.2
LEVELS = 4096
USUAL, CHI_SQUARE, AWAY = (0.0, 1.0, 1.0), (-1.0, 1.0, 0.0), (0.0, 1.0, 0.0)
ALONE = Recipe(d_steps=5, rate_d=5e-3, beta2=0.99, steps=200)
GAME = Recipe(target="gauss(0, 1)", d_steps=5, rate_d=5e-3, rate_g=1e-3, beta2=0.99)

Codes = tuple[float, float, float]


def measure(setting: Setting) -> list[Effect]:
    """Both sets of codes in use."""
    return [*moves(USUAL, setting), *moves(CHI_SQUARE, setting)]


def control(setting: Setting) -> list[Effect]:
    """A generator that wants D to say "fake"."""
    return moves(AWAY, setting)


def moves(codes: Codes, setting: Setting) -> list[Effect]:
    """Four ways to ask where the generator goes."""
    name = f"codes {', '.join(f'{x:g}' for x in codes)}"
    changes = {"loss": LeastSquares(**dict(zip("abc", codes, strict=True))).name, "seed": setting.seed}
    sized = ALONE.replace(members=48 if setting.full else 16, **changes)
    setting.say(name)
    played = GAME.replace(members=sized.members, steps=1500 if setting.full else 300, **changes)
    exact = slope_of_loss(codes, NARROW)
    return [
        computed(f"slope of G's loss on two points, {name}", on_two_points(codes), error=1e-12, below=0),
        computed(f"L' at s = {NARROW:g} by quadrature, {name}", exact, error=1e-6, below=0),
        median(f"L' at s = {NARROW:g}, D trained, {name}", measured_slope(sized, codes), below=0),
        median(f"deviation after a game that starts at s = {NARROW:g}, {name}", deviations(played), above=BAR),
    ]


def on_two_points(codes: Codes) -> float:
    """d/dtheta of E_q (D* - c)^2/2 at p = (1/2, 1/2), q = (theta, 1 - theta), theta = 1/4: towards p it falls."""
    loss = LeastSquares(**dict(zip("abc", codes, strict=True)))
    p, q = (torch.tensor(x, dtype=torch.float64) for x in ((0.5, 0.5), (0.25, 0.75)))
    # one point at a time: what G pays at either
    pays = loss.generator(loss.optimum(p, q)[:, None], loss.optimum(p, q)[:, None])
    return float(pays[0] - pays[1])


def slope_of_loss(codes: Codes, s: float) -> float:
    """L' = int d/ds q (D* - c)^2/2 dx at N(0, s^2), D* fixed.  Accuracy: 1e-9 for s from 0.1 to 10."""
    a, b, c = codes

    def integrand(x: float) -> float:
        p, q = norm.pdf(x), norm.pdf(x, scale=s)
        return float(q * (x * x / s**3 - 1 / s) * ((b * p + a * q) / (p + q) - c) ** 2 / 2)

    return 2 * quad(integrand, 0, 12 * max(s, 1), epsabs=1e-12, limit=200)[0]


def measured_slope(recipe: Recipe, codes: Codes) -> np.ndarray:
    """L' at trained networks D: E_z (D - c) D' z at x = s z, the levels of z evenly spaced, [E]."""
    zero = torch.zeros(recipe.members, 1, dtype=torch.float64)
    critic = trained(recipe, Gaussians(zero, zero + 1), means=zero, scales=zero + NARROW)
    return pathwise(critic, codes[2], NARROW).numpy()


def pathwise(critic: Critic, c: float, s: float) -> Tensor:
    """E_z (D(s z) - c) D'(s z) z, [E]."""
    levels = (torch.arange(LEVELS, dtype=torch.float64) + 0.5) / LEVELS
    z = torch.special.ndtri(levels).expand(len(critic.game.members), LEVELS)
    points = (s * z)[..., None].to(critic.game.dtype)
    rise = -critic.fall(points, torch.ones(1))
    return ((critic(points).detach().double() - c) * rise * z).mean(-1)


def deviations(recipe: Recipe) -> np.ndarray:
    """The deviation of q, an MLP that starts as z -> s z, after the game, [E]."""
    played = game(settled(recipe))
    state = played.start()
    zero = torch.zeros(recipe.members, 1, dtype=torch.float64)
    narrow = affine(played.g, zero, zero + NARROW).to(played.dtype)
    state = replace(state, g=state.g._replace(x=narrow), average=narrow.clone())
    state, _ = advance(played, state, recipe.steps)
    levels = (torch.arange(LEVELS, dtype=torch.float64) + 0.5) / LEVELS
    z = torch.special.ndtri(levels).expand(recipe.members, LEVELS)
    with torch.no_grad():
        return played.g(state.g.x, z[..., None].to(played.dtype))[..., 0].double().std(-1).numpy()
