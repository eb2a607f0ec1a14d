"""A generator that can only be one normal law, on a target with two modes: many losses and starts in one ensemble.

    target      1/2 N(-3, 1) + 1/2 N(3, 1)
    generator   G(z) = mu + s z, so that p_g = N(mu, s^2), with two parameters
    starts      at a mode: mu in 3 -+ 1/4, s = 0.4;  wide: mu in -+1/2, s = 4;  none is at a minimum

Against the best D the gradient of every loss here is that of a divergence in (mu, s), whose minima are known
(numerics.fits).  To come near it, D is trained alone for a while, and then takes three steps for each of G; the steps
of both decay to 0.

Claims   reverse-kl-mode-seeking, js-vs-kl-fits, forward-kl-moment-matching, log-d-trick-divergence
Source   Theis, van den Oord and Bethge 2016, Figure 1; Nowozin, Cseke and Tomioka 2016, Section 4.1
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import torch
from torch import Tensor

from gan_small import fused
from gan_small.engines.reference import advance
from gan_small.experiments.finding import Setting
from gan_small.fused import source
from gan_small.game import Game, State, game
from gan_small.networks import Mlp
from gan_small.objectives import Objective, objective
from gan_small.objectives.objective import NotAnObjective
from gan_small.randomness import Stream
from gan_small.recipe import Recipe
from numerics.weights import Array

ALONE = 100
"""Steps of D, three updates each, before G moves."""
STARTS: dict[str, tuple[float, float, float]] = {"at a mode": (2.75, 3.25, 0.4), "wide": (-0.5, 0.5, 4.0)}
"""Where a generator starts: mu is uniform between the first two numbers, s is the third."""
RATES = {"at a mode": 7e-3, "wide": 2e-2}
"""G's step size: a wide one has further to go; at a mode faster steps of the saturating loss leave its minimum."""
RECIPE = Recipe(target="bimodal(0.5, 0, 6, 1)", width=16, batch=64, steps=300, d_steps=3, rate_d=1e-2, engine="torch")


class Ends(NamedTuple):
    """The last laws of one condition: |mu| (the target is even) and s, arrays [E], of the averaged generators."""

    mean: Array
    deviation: Array


@dataclass(frozen=True)
class SideBySide(Objective):
    """Objectives for consecutive blocks of members, of one size each, so that one ensemble can play several games."""

    parts: tuple[Objective, ...]

    @property
    def name(self) -> str:
        return " | ".join(part.name for part in self.parts)

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        """[E, n] twice to [E]; block i by the loss of part i."""
        return torch.cat([o.discriminator(x, y) for o, x, y in self._blocks(real, fake)])

    def generator(self, real: Tensor, fake: Tensor) -> Tensor:
        """The same."""
        return torch.cat([o.generator(x, y) for o, x, y in self._blocks(real, fake)])

    @property
    def at_equilibrium(self) -> float:
        """Raises NotAnObjective: each part has its own."""
        raise NotAnObjective(f"{self.name}: games side by side share no value; ask the parts")

    def optimum(self, p: Tensor, q: Tensor) -> Tensor | None:
        """Of each part, for weights [E, m]."""
        found = [o.optimum(x, y) for o, x, y in self._blocks(p, q)]
        return torch.cat([x for x in found if x is not None]) if all(x is not None for x in found) else None

    def _blocks(self, real: Tensor, fake: Tensor) -> Iterator[tuple[Objective, Tensor, Tensor]]:
        n = len(self.parts)
        if len(real) % n:
            raise NotAnObjective(f"{len(real)} members for {n} games side by side; give each game equally many")
        return zip(self.parts, real.chunk(n), fake.chunk(n), strict=True)


@dataclass(frozen=True)
class OneGaussian(Game):
    """The recipe's game, but for G, which is affine, and for the losses: those of `parts`, side by side."""

    parts: tuple[Objective, ...] = field(kw_only=True)

    @cached_property
    def g(self) -> Mlp:
        """z to mu + s z; the parameters of a member are (s, mu)."""
        return Mlp((self.recipe.latent, self.target.dimension), self.recipe.slope)

    @cached_property
    def objective(self) -> Objective:
        return SideBySide(self.parts)


def trained(losses: Sequence[str], start: str, setting: Setting) -> dict[str, Ends]:
    """Where each loss, by name, comes to rest from a start: 24 members of each, 64 at full size."""
    setting.say(f"started {start}")
    played = one_gaussian(losses, setting, rate=RATES[start])
    state, recipe = started(played, start), played.recipe
    frozen = replace(played, recipe=recipe.replace(rate_g=0.0, decay="constant"))
    state, _ = advance(frozen, state, ALONE)
    state = replace(state, step=0, g=state.g._replace(m=torch.zeros_like(state.g.m), v=torch.zeros_like(state.g.v)))
    state, _ = advance(played, state, recipe.steps)
    return ends(losses, state.average)


def one_gaussian(losses: Sequence[str], setting: Setting, *, rate: float) -> OneGaussian:
    """The games of these losses, side by side."""
    each = 64 if setting.full else 24
    recipe = RECIPE.replace(members=each * len(losses), seed=setting.seed, rate_g=rate)
    base = game(recipe)
    played = OneGaussian(recipe, base.target, base.members, parts=tuple(objective(loss) for loss in losses))
    if fused.available().reason:
        return played
    return replace(played, source=source)  # compiled: the same random numbers, up to rounding, and faster


def ends(losses: Sequence[str], parameters: Tensor) -> dict[str, Ends]:
    """The laws of generators with parameters (s, mu), [E, 2], for equal blocks of members."""
    s, mu = parameters.double().abs().unflatten(0, (len(losses), -1)).unbind(-1)
    return {loss: Ends(mu[i].numpy(), s[i].numpy()) for i, loss in enumerate(losses)}


def started(played: Game, start: str) -> State:
    """The state before the first step, with generators as STARTS says."""
    state, (low, high, s) = played.start(), STARTS[start]
    u = played.uniforms(Stream.INITIAL_G, range(1), 1)[0]
    x = torch.cat((torch.full_like(u, s), low + (high - low) * u), 1)
    return replace(state, g=state.g._replace(x=x), average=x.clone())
