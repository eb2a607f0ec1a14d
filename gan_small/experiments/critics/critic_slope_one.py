"""Has the critic of WGAN-GP slope 1 where points travel?

Says       the critic of WGAN-GP falls at slope 1 from real to generated points
Measures   on the segments from x to x + u of the optimal plan between N(0, 1) and its copy at u: the mean of
           |fall - 1|, where fall is how steeply the critic falls in the direction u; and 6 deviations outside of both
           laws, where no penalty was ever taken
Bar        0.2: a ratio within 1 +- 0.2 (gan_small.certificate.Tolerances.spread).  The penalty is soft, and the best
           critic has slope 1 + W/(2 lambda) = 1.05 here (gan_small.experiments.critics.soft_penalty)
Control    a critic whose weights are clipped to 0.01, and not penalised: it is nearly flat
Claims     critic-slope-one-on-transport-segments
Found      a critic on the line that starts in the wrong direction stays there: between slope -(1 - W/(2 lambda)) and
           1 + W/(2 lambda) lies a barrier, |grad| = 0.  In the plane a slope can turn, and every critic does.  Far
           outside its slope is anything

Source     Gulrajani et al. 2017, Proposition 1 and Corollary 1, and Section 4
"""

from __future__ import annotations

import torch
from torch import Tensor

from gan_small.experiments.critics.lone_critic import Critic, trained
from gan_small.experiments.effects import Effect, median
from gan_small.experiments.finding import Setting
from gan_small.randomness import Stream
from gan_small.recipe import Recipe
from gan_small.targets import Gaussians

BAR = 0.2
APART = 1.0
OUTSIDE = 6.0
POINTS = 4096
PENALISED = Recipe(loss="wasserstein", gp=10.0, d_steps=5, rate_d=1e-2, beta2=0.99, batch=128)
CLIPPED = PENALISED.replace(gp=0.0, clip=0.01)


def measure(setting: Setting) -> list[Effect]:
    """On the line from either side of the barrier, in the plane, and where nothing was asked of the critic."""
    return falls(PENALISED, setting)


def control(setting: Setting) -> list[Effect]:
    """Weights that are clipped to 0.01 allow a slope of 1024 0.01^3 at most: 0.001."""
    return falls(CLIPPED, setting)


def falls(recipe: Recipe, setting: Setting) -> list[Effect]:
    """The mean of |fall - 1| over points, of every member, under four conditions."""
    members = 64 if setting.full else 32
    sized = recipe.replace(members=members, seed=setting.seed, steps=600 if setting.full else 200)
    setting.say("critics on the line")
    falling, rising = (critic(sized, 1, start) for start in ("falling", "rising"))
    setting.say("critics in the plane")
    plane = critic(sized.replace(target="gauss-2d", members=members // 2), 2, "drawn")
    outside = torch.tensor([[-OUTSIDE], [APART + OUTSIDE]]).expand(members, 2, 1)
    return [
        median("mean |fall - 1| on segments, the line, started falling", on_segments(falling), below=BAR),
        median("mean |fall - 1| on segments, the line, started rising", on_segments(rising), below=BAR),
        median("mean |fall - 1| on segments, the plane, started as drawn", on_segments(plane), below=BAR),
        median("mean |fall - 1| far outside, the line, started falling", off_one(falling, outside), below=BAR),
    ]


def critic(recipe: Recipe, dimension: int, start: str) -> Critic:
    """Trained on N(0, 1) against its copy at u, u the first axis."""
    zero = torch.zeros(recipe.members, dimension, dtype=torch.float64)
    one = torch.ones_like(zero)
    return trained(recipe, Gaussians(zero, one), means=zero + APART * direction(dimension), scales=one, start=start)


def on_segments(critic: Critic) -> Tensor:
    """At points x + t u, x ~ p and t uniform: of a translation no plan is cheaper than x -> x + u."""
    real = critic.game.real(Stream.HELD_OUT_REAL, range(1), POINTS)[0]
    last = critic.game.recipe.steps  # a step that training did not come to
    t = critic.game.uniforms(Stream.BETWEEN, range(last, last + 1), POINTS)[0]
    return off_one(critic, real + APART * t[..., None] * direction(real.shape[-1]).to(real))


def off_one(critic: Critic, points: Tensor) -> Tensor:
    """The mean of |fall - 1| over points [E, n, d]: [E]."""
    return (critic.fall(points, direction(points.shape[-1])) - 1).abs().mean(-1)


def direction(dimension: int) -> Tensor:
    """u, [d]."""
    return torch.eye(dimension, dtype=torch.float64)[0]
