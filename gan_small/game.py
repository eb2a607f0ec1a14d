"""A recipe made concrete: the two players, the law to learn, and the random numbers of every step.

A `Game` holds no state of its own.  `State` is all that training changes; `Batch` is all the randomness of a block of
steps.  A step is a function of both, so the reference engine, the compiled one and the captured one can be compared
on the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import ModuleType
from typing import NamedTuple

import torch
from torch import Tensor

from gan_small import randomness
from gan_small.batch_norm import BatchNormalised, VirtuallyNormalised
from gan_small.minibatch_discrimination import MinibatchMlp
from gan_small.networks import Mlp
from gan_small.objectives import Objective, objective
from gan_small.optimisers import Optimiser, Player
from gan_small.randomness import Stream, uniforms
from gan_small.recipe import Recipe
from gan_small.targets import Target, population, uniforms_wanted


@dataclass
class State:
    """What training changes.  `step` steps are done; all tensors are on the game's device, members first.

    average    the generator's parameters, averaged over time with the recipe's memory
    spectral   the vectors u of spectral normalisation, one of each layer [E, U]; empty without it
    stopped    int64 [E]: -1, or the step at which a loss was not finite; nothing of that member changes after it
    past       the mean of the parameters of D, and then of G, after all steps so far, [E, P + Q]; empty without
               historical averaging
    """

    step: int
    d: Player
    g: Player
    average: Tensor
    spectral: Tensor
    stopped: Tensor
    past: Tensor = field(default_factory=lambda: torch.empty(0, 0))

    def select(self, members: slice) -> State:
        """The state of some members, as views."""
        return self._changed(lambda t: t[members])

    def copy(self) -> State:
        """The same numbers in places of their own."""
        return self._changed(torch.clone)

    def tensors(self) -> list[Tensor]:
        """All of them, in one order."""
        return [*self.d, *self.g, self.average, self.spectral, self.stopped, self.past]

    def _changed(self, change: Callable[[Tensor], Tensor]) -> State:
        dx, dm, dv, gx, gm, gv, *others = map(change, self.tensors())
        return State(self.step, Player(dx, dm, dv), Player(gx, gm, gv), *others)


class Batch(NamedTuple):
    """The random numbers of S steps; [S, K, E, B, .] for D's K steps, [S, E, B, .] for G's.  None: not needed."""

    real: Tensor
    noise_d: Tensor
    noise_g: Tensor
    real_g: Tensor | None = None
    between: Tensor | None = None
    blur_d: Tensor | None = None
    blur_g: Tensor | None = None

    def at(self, s: int) -> Batch:
        """One step of the block."""
        return Batch(*(None if t is None else t[s] for t in self))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Game:
    """The players and the target of a recipe, for some of its members.

    members    the numbers of these members within the recipe's ensemble
    source     where random numbers come from: a module with `normals` and `uniforms`
    """

    recipe: Recipe
    target: Target
    members: range
    source: ModuleType = randomness

    @property
    def device(self) -> torch.device:
        return torch.device(self.recipe.device)

    @cached_property
    def dtype(self) -> torch.dtype:
        return {"float32": torch.float32, "float64": torch.float64}[self.recipe.dtype]

    @cached_property
    def d(self) -> Mlp:
        """D's network: a point to a logit."""
        r = self.recipe
        sizes = (self.target.dimension, *(r.width,) * r.depth, 1)
        if r.minibatch:
            return MinibatchMlp(sizes, r.slope, kernels=r.minibatch, batch=r.batch)
        return Mlp(sizes, r.slope)

    @cached_property
    def g(self) -> Mlp:
        """G's network: noise to a point."""
        r = self.recipe
        sizes = (r.latent, *(r.width,) * r.depth, self.target.dimension)
        if r.norm == "virtual":
            reference = self.noise(Stream.REFERENCE, range(1), r.batch)[0]
            return VirtuallyNormalised(sizes, r.slope, reference=reference)
        return BatchNormalised(sizes, r.slope) if r.norm == "batch" else Mlp(sizes, r.slope)

    @cached_property
    def objective(self) -> Objective:
        r = self.recipe
        return objective(r.loss, real_label=r.real_label, fake_label=r.fake_label)

    @cached_property
    def optimiser(self) -> Optimiser:
        r = self.recipe
        return Optimiser(r.optimiser, r.beta1, r.beta2)

    def select(self, members: slice) -> Game:
        """The same game for some of its members."""
        return replace(self, target=self.target.select(members), members=self.members[members])

    def start(self) -> State:
        """Before the first step: parameters as torch.nn.Linear draws them, moments zero."""
        d = self.d.initial(self.uniforms(Stream.INITIAL_D, range(1), self.d.count)[0])
        g = self.g.initial(self.uniforms(Stream.INITIAL_G, range(1), self.g.count)[0])
        one = torch.ones_like(d[:, : sum(self.d.sizes[1:])] if self.recipe.spectral else d[:, :0])
        stopped = torch.full((len(self.members),), -1, dtype=torch.int64, device=self.device)
        players = [Player(x, torch.zeros_like(x), torch.zeros_like(x)) for x in (d, g)]
        past = torch.cat((d, g), 1) if self.recipe.history else g[:, :0]
        return State(0, *players, average=g.clone(), spectral=one, stopped=stopped, past=past)

    def batches(self, steps: Sequence[int]) -> Batch:
        """All random numbers of these steps."""
        r, inner = self.recipe, range(self.recipe.d_steps)
        d, points = self.target.dimension, r.batch
        each = lambda draw: torch.stack([draw(j) for j in inner], 1)  # noqa: E731
        blur = randomness.listed([r.blur(step) for step in steps], dtype=self.dtype, device=self.device)
        real = each(
            lambda j: self._blurred(self.real(Stream.REAL.inner(j), steps, points), Stream.BLUR_REAL, j, steps, blur)
        )
        real_g = None
        if self.objective.pairs or r.feature_matching:
            real_g = self._blurred(self.real(Stream.REAL_FOR_G, steps, points), Stream.BLUR_REAL_FOR_G, 0, steps, blur)
        return Batch(
            real=real,
            noise_d=each(lambda j: self.noise(Stream.NOISE_FOR_D.inner(j), steps, points)),
            noise_g=self.noise(Stream.NOISE_FOR_G, steps, points),
            real_g=real_g,
            between=each(lambda j: self.uniforms(Stream.BETWEEN.inner(j), steps, points)[..., None]) if r.gp else None,
            blur_d=each(lambda j: self._blur(Stream.BLUR_FAKE_FOR_D, j, steps, points * d, blur)) if r.noise else None,
            blur_g=self._blur(Stream.BLUR_FAKE_FOR_G, 0, steps, points * d, blur) if r.noise else None,
        )

    def real(self, stream: int, steps: Sequence[int], points: int) -> Tensor:
        """Points of the target, [S, E, points, d]."""
        t = self.target
        n = self.normals(stream, steps, points * t.normals).unflatten(-1, (points, t.normals))
        u = self.uniforms(stream + 128, steps, points * t.uniforms).unflatten(-1, (points, t.uniforms))
        return t.sample(n, u)

    def noise(self, stream: int, steps: Sequence[int], points: int) -> Tensor:
        """G's noise z ~ N(0, 1), [S, E, points, latent]."""
        return self.normals(stream, steps, points * self.recipe.latent).unflatten(-1, (points, self.recipe.latent))

    def normals(self, stream: int, steps: Sequence[int], count: int) -> Tensor:
        """Independent N(0, 1), [S, E, count]."""
        seed = self.recipe.seed
        return self.source.normals(seed, stream, steps, self.members, count, device=self.device, dtype=self.dtype)

    def uniforms(self, stream: int, steps: Sequence[int], count: int) -> Tensor:
        """Independent uniforms, [S, E, count]."""
        seed = self.recipe.seed
        return self.source.uniforms(seed, stream, steps, self.members, count, device=self.device, dtype=self.dtype)

    def _blurred(self, points: Tensor, stream: Stream, j: int, steps: Sequence[int], scale: Tensor) -> Tensor:
        """Points with instance noise, if the recipe has any."""
        if not self.recipe.noise:
            return points
        return points + self._blur(stream, j, steps, points.shape[-2] * points.shape[-1], scale).view_as(points)

    def _blur(self, stream: Stream, j: int, steps: Sequence[int], count: int, scale: Tensor) -> Tensor:
        drawn = self.normals(stream.inner(j), steps, count) * scale[:, None, None]
        return drawn.unflatten(-1, (-1, self.target.dimension))


def game(recipe: Recipe) -> Game:
    """The game of a recipe, on its device: each member's own target is drawn from the seed and the member's number."""
    members = range(recipe.members)
    drawn = uniforms(
        recipe.seed, Stream.TARGET, range(1), members, uniforms_wanted(recipe.target), dtype=torch.float64
    )[0]
    target = population(recipe.target, members=recipe.members, uniforms=drawn)
    return Game(recipe, target.to(torch.device(recipe.device)), members)
