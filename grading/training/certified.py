"""Members that the grader trained, or that a student's function did, measured and judged by `gan_small`.

This page needs torch: import it where something is to be judged, and not before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from time import monotonic

import numpy as np
import torch

from gan_small.certificate import Certificate, Tolerances, certify
from gan_small.engines import settled
from gan_small.game import Game, State, game
from gan_small.history import Look, look
from gan_small.networks import Mlp
from gan_small.objectives import NotAnObjective
from gan_small.optimisers import Player
from gan_small.randomness import Stream
from gan_small.recipe import Recipe
from gan_small.train import train
from grading.training.member import Member
from grading.training.players import FEWEST, Array, Layers, Players, sizes
from grading.training.recipes import LATENT, NOT_A_RECIPE, Refused

#: Points of a minibatch, where a function trains.
BATCH = 128


class TimeIsUp(RuntimeError):
    """Training took longer than the grader allows itself."""


def trained(recipe: Recipe, *, seconds: float) -> list[Member]:
    """Every member of a recipe, trained here.  Raises Refused for an objective that does not exist, and TimeIsUp."""
    until = monotonic() + seconds

    def watch(seen: Look) -> None:
        if monotonic() > until:
            raise TimeIsUp(f"after {seen.step} of {recipe.steps} steps the grader's {seconds:g} s were over")

    try:
        return _members(train(recipe, watch=watch).certificate())
    except NotAnObjective as why:
        raise Refused(NOT_A_RECIPE, f"loss is {recipe.loss!r}: {why}") from None


@dataclass(frozen=True)
class Handed(Game):
    """A game whose players have any sizes."""

    generator: tuple[int, ...] = ()
    discriminator: tuple[int, ...] = ()

    @cached_property
    def g(self) -> Mlp:
        return Mlp(self.generator, self.recipe.slope)

    @cached_property
    def d(self) -> Mlp:
        return Mlp(self.discriminator, self.recipe.slope)


class Targets:
    """The laws that a function has to learn, one a member, hidden from it but for their points.

    seed    decides the laws and all points, those that are held out among them; it never enters the sandbox
    """

    def __init__(self, target: str, *, members: int, steps: int, seed: int) -> None:
        recipe = Recipe(target=target, members=members, steps=steps, seed=seed, batch=BATCH, latent=LATENT)
        self._game = game(settled(recipe))

    @property
    def dimension(self) -> int:
        return self._game.target.dimension

    def points(self) -> Iterator[Array]:
        """Each member's real points, [steps, BATCH, dimension] in float64: a minibatch for every step of the budget."""
        steps = range(self._game.recipe.steps)
        for k in range(len(self._game.members)):
            yield self._one(k).real(Stream.REAL, steps, BATCH)[:, 0].double().numpy()

    def certified(self, k: int, given: Players) -> Member:
        """The k-th member's networks, judged against its law."""
        one = self._one(k)
        held = Handed(
            one.recipe,
            one.target,
            one.members,
            generator=sizes(given.generator),
            discriminator=sizes(given.discriminator),
        )
        state = _state(given.discriminator, given.generator, step=one.recipe.steps)
        moments = [*given.snapshots, given.generator] if given.snapshots else [given.generator] * FEWEST
        nothing = torch.zeros(1, 1, 2)  # in place of losses, which nobody reported
        looks = [
            look(held, _state(given.discriminator, each, step=i), nothing) for i, each in enumerate(moments, start=1)
        ]
        (member,) = _members(certify(held, state, looks))
        return member if given.snapshots else replace(member, moving=float("nan"))

    def _one(self, k: int) -> Game:
        return self._game.select(slice(k, k + 1))


def law() -> str:
    """What a member has to keep to hold the certificate."""
    t = Tolerances()
    return (
        f"equilibrium: mean D within {t.centre:g} of 1/2 and |D - 1/2| at most {t.flat:g} on average, W_1 at most "
        f"{t.distance:g}, spread within {t.spread:.0%} of 1, swing at most {t.moving:g}; a fresh discriminator right "
        f"no more and no less often than by chance, at level {t.level:g}"
    )


def _state(d: Layers, g: Layers, *, step: int) -> State:
    players = [Player(row, torch.zeros_like(row), torch.zeros_like(row)) for row in (_row(d), _row(g))]
    empty = torch.empty(1, 0)
    return State(step, *players, average=players[1].x, spectral=empty, stopped=torch.full((1,), -1), past=empty)


def _row(layers: Layers) -> torch.Tensor:
    """The parameters as `gan_small.networks` has them, [1, P] in float32; what that cannot hold is infinite."""
    row = np.concatenate([part.ravel() for layer in layers for part in layer])
    return torch.from_numpy(row).float()[None]


def _members(certificate: Certificate) -> list[Member]:
    found = certificate.evidence
    h = found.held_out
    columns = (h.level, h.ripple, h.distance, h.narrowest, h.widest, found.moving)
    return [
        Member(str(verdict), *(float(column[k]) for column in columns), right=int(found.right[k]), asked=found.asked)
        for k, verdict in enumerate(certificate.verdicts)
    ]
