"""What is measured of each member on points that no step has seen: D on both laws, its loss, distance and spread.

    distance    on the line: W_1(p_g, p_data), sorted points against the quantiles of the target;
                in d dimensions: the largest W_1 over fixed directions, points against points;
                both over the target's scale
    spread      the standard deviation of p_g over that of p_data: in the direction where it is smallest, and largest

Everything after the networks' outputs is float64.  The points are streams of their own (`Stream.HELD_OUT_*`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from gan_small.game import Game, State
from gan_small.randomness import Stream
from gan_small.step import critic_layers
from gan_small.targets import Mixtures, modes_held
from numerics.weights import Array

POINTS = 4096
DIRECTIONS = 32


@dataclass(frozen=True)
class HeldOut:
    """Arrays [E], float64, one number a member.

    d_real, d_fake    mean |D - 1/2| on real and on fake points; D is `Objective.score`, or for critics that are free up
                      to a constant sigmoid(C - mean C)
    level             mean D over both, and `ripple`, mean |D - level|
    loss_gap          D's loss above its value at equilibrium; for the minimax losses -(V - (-log 4)) = -V - log 4
    distance, narrowest, widest      as above
    modes             modes held by fake points over those held by as many real points; 1 where there are none
    inside            the median distance to the nearest mode, of fake over that of real points; 1 where there are none
    """

    d_real: Array
    d_fake: Array
    level: Array
    ripple: Array
    loss_gap: Array
    distance: Array
    narrowest: Array
    widest: Array
    modes: Array
    inside: Array


@torch.no_grad()
def held_out(game: Game, state: State, *, points: int = POINTS) -> HeldOut:
    """The measurements of every member, at `points` real and as many fake points each."""
    real = game.real(Stream.HELD_OUT_REAL, range(1), points)[0]
    fake = game.g(state.g.x, game.noise(Stream.HELD_OUT_NOISE, range(1), points)[0])
    layers, _ = critic_layers(game, state.d.x, state.spectral)
    c_real, c_fake = (game.d.forward(layers, x)[..., 0].double() for x in (real, fake))
    d_real, d_fake = scores(game, c_real, c_fake)
    both = torch.cat((d_real, d_fake), -1)
    level = both.mean(-1)
    distance, narrowest, widest = compare(game, real.double(), fake.double())
    modes, inside = of_modes(game, real.double(), fake.double())
    return HeldOut(
        d_real=_numpy((d_real - 0.5).abs().mean(-1)),
        d_fake=_numpy((d_fake - 0.5).abs().mean(-1)),
        level=_numpy(level),
        ripple=_numpy((both - level[:, None]).abs().mean(-1)),
        loss_gap=_numpy(game.objective.discriminator(c_real, c_fake) - game.objective.at_equilibrium),
        distance=_numpy(distance),
        narrowest=_numpy(narrowest),
        widest=_numpy(widest),
        modes=_numpy(modes),
        inside=_numpy(inside),
    )


def scores(game: Game, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    """D on both, from outputs [E, n]."""
    objective = game.objective
    if objective.centre is None:
        centre = (real.mean(-1, keepdim=True) + fake.mean(-1, keepdim=True)) / 2
        return torch.sigmoid(real - centre), torch.sigmoid(fake - centre)
    return objective.score(real), objective.score(fake)


def compare(game: Game, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Distance, narrowest and widest spread of fake points [E, n, d] against the target; real points stand by."""
    target, n = game.target, fake.shape[1]
    scale = target.scale().to(fake)
    if target.dimension == 1:
        levels = (torch.arange(n, dtype=torch.float64, device=fake.device) + 0.5) / n
        ideal = target.quantile(levels.expand(len(fake), n))
        distance = (fake[..., 0].sort(-1).values - ideal).abs().mean(-1)
        spread = target.spread()[:, 0].to(fake)
        ratio = _ratio(fake[..., 0].std(1), spread, scale)
        return distance / scale, ratio, ratio
    onto = directions(target.dimension).to(fake)
    a, b = (x @ onto for x in (fake, real))  # [E, n, directions]
    distance = (a.sort(1).values - b.sort(1).values).abs().mean(1).amax(-1)
    ratio = _ratio(a.std(1), b.std(1), scale[:, None])
    return distance / scale, ratio.amin(-1), ratio.amax(-1)


def _ratio(fake: Tensor, real: Tensor, scale: Tensor) -> Tensor:
    """Of two spreads; where the real one is 0, one plus the fake one over the scale."""
    return torch.where(real > 0, fake / real, 1 + fake / scale)


def directions(d: int) -> Tensor:
    """Unit vectors as columns, [d, DIRECTIONS]: fixed, the axes among them; in the plane they are evenly spaced."""
    if d == 1:
        return torch.ones(1, 1, dtype=torch.float64)
    if d == 2:
        angle = torch.arange(DIRECTIONS, dtype=torch.float64) * (math.pi / DIRECTIONS)
        return torch.stack((angle.cos(), angle.sin()))
    drawn = torch.from_numpy(np.random.default_rng(d).standard_normal((d, DIRECTIONS)))
    return torch.cat((torch.eye(d, dtype=torch.float64), drawn / drawn.norm(dim=0)), 1)


def of_modes(game: Game, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    """The share of modes that are held, and the width inside them, each against real points [E, n, d]: [E] each.

    A mode too rare for n real points to hold is not asked of the generator either.
    """
    target = game.target
    if not isinstance(target, Mixtures):
        return fake.new_ones(len(fake)), fake.new_ones(len(fake))
    held = modes_held(fake, target) / modes_held(real, target).clamp_min(1)
    widths = [target.squared_deviations(x).amin(-1).median(-1).values.sqrt() for x in (fake, real)]
    return held, widths[0] / widths[1]


def _numpy(x: Tensor) -> Array:
    return x.double().cpu().numpy()
