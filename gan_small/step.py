"""One step of Algorithm 1, in full, for all members at once: K updates of D, then one of G.

This is the reference: autograd does the calculus, and the other engines are compared with it.

    D:  minimise  L_D(C(x), C(G(z))) + penalties     over its parameters, x ~ p_data, z ~ N(0, 1), fresh in each update
    G:  minimise  L_G(C(G(z)))                       over its parameters, at the new D (simultaneous: at the old one)

L_G may be feature matching's instead, and both costs may have the pull of historical averaging.

The losses of the members are added up before differentiation.  Member k's loss depends on row k of the parameters
only, so the gradient of the sum, row by row, is each member's own.

Source   Goodfellow et al. 2014, Algorithm 1
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import torch
from torch import Tensor

from gan_small import penalties
from gan_small.feature_matching import feature_gap
from gan_small.game import Batch, Game, State
from gan_small.historical_averaging import pull, running_mean
from gan_small.optimisers import Player


class Losses(NamedTuple):
    """Of one step, without penalties: D's (of its last update) and G's, each [E]."""

    d: Tensor
    g: Tensor


def step(
    game: Game, state: State, batch: Batch, *, rates: tuple[Tensor, Tensor], count: Tensor
) -> tuple[State, Losses]:
    """The state after one more step, and its losses.

    batch         the random numbers of this step (`Batch.at`)
    rates         of D and of G at this step: scalar float64 tensors on the game's device
    count         the number of this step, from 1 on: likewise
    """
    k, old = game.recipe.d_steps, state
    loss_d = state.average.new_zeros(len(game.members))
    for j in range(k):
        state, loss_d = _move_d(game, state, batch, j, rate=rates[0], count=(count - 1) * k + j + 1, number=count)
    seen = old if game.recipe.simultaneous else state
    state, loss_g = _move_g(game, state, seen, batch, rate=rates[1], count=count)
    if game.recipe.history:
        mean = running_mean(state.past, torch.cat((state.d.x, state.g.x), 1), count)
        state.past = torch.where((state.stopped < 0)[:, None], mean, state.past)
    state.step += 1
    return state, Losses(loss_d, loss_g)


def _move_d(
    game: Game, state: State, batch: Batch, j: int, *, rate: Tensor, count: Tensor, number: Tensor
) -> tuple[State, Tensor]:
    r, real = game.recipe, batch.real[j]
    with torch.no_grad():
        fake = game.g(state.g.x, batch.noise_d[j])
        if batch.blur_d is not None:
            fake = fake + batch.blur_d[j]
    theta = state.d.x.detach().requires_grad_()
    layers, spectral = critic_layers(game, theta, state.spectral)

    def critic(points: Tensor) -> Tensor:
        return game.d.forward(layers, points)

    loss = game.objective.discriminator(critic(real)[..., 0], critic(fake)[..., 0])
    total = loss
    if r.r1:
        total = total + penalties.r1(penalties.slope(critic, real), r.r1)
    if r.r2:
        total = total + penalties.r2(penalties.slope(critic, fake), r.r2)
    if batch.between is not None:
        points = penalties.between(real, fake, batch.between[j])
        slope = penalties.slope(critic, points)
        total = total + penalties.gradient_penalty(slope, r.gp, one_sided=r.gp_one_sided)
    if r.history:
        total = total + pull(theta, state.past[:, : game.d.count], r.history)
    (gradient,) = torch.autograd.grad(total.sum(), theta)
    with torch.no_grad():
        loss = loss.detach()
        moved = game.optimiser.update(state.d, gradient, rate=rate, count=count)
        if r.clip:
            moved = moved._replace(x=penalties.clip(moved.x, r.clip))
        stopped, alive = _still_running(state, total.detach(), moved.x, number)
        spectral = torch.where(alive, spectral, state.spectral)
        after = replace(state, d=_kept(alive, moved, state.d), spectral=spectral, stopped=stopped)
    return after, loss


def _move_g(
    game: Game, state: State, seen: State, batch: Batch, *, rate: Tensor, count: Tensor
) -> tuple[State, Tensor]:
    """`seen` is the state whose discriminator judges."""
    r = game.recipe
    with torch.no_grad():
        layers, _ = critic_layers(game, seen.d.x, seen.spectral)
    theta = state.g.x.detach().requires_grad_()
    fake = game.g(theta, batch.noise_g)
    if batch.blur_g is not None:
        fake = fake + batch.blur_g
    if r.feature_matching:
        assert batch.real_g is not None
        loss = feature_gap(game.d.features(layers, batch.real_g), game.d.features(layers, fake))
    else:
        judged = game.d.forward(layers, fake)[..., 0]
        real = None if batch.real_g is None else game.d.forward(layers, batch.real_g)[..., 0]
        loss = game.objective.generator(judged if real is None else real, judged)
    total = loss + pull(theta, state.past[:, game.d.count :], r.history) if r.history else loss
    (gradient,) = torch.autograd.grad(total.sum(), theta)
    with torch.no_grad():
        loss = loss.detach()
        moved = game.optimiser.update(state.g, gradient, rate=rate, count=count)
        stopped, alive = _still_running(state, loss, moved.x, count)
        player = _kept(alive, moved, state.g)
        average = torch.where(alive, r.average * state.average + (1 - r.average) * player.x, state.average)
        return replace(state, g=player, average=average, stopped=stopped), loss


def critic_layers(game: Game, theta: Tensor, spectral: Tensor) -> tuple[list[tuple[Tensor, Tensor]], Tensor]:
    """D's layers as they act: divided by their largest singular values if the recipe says so; and the new vectors."""
    layers = game.d.layers(theta)
    if not game.recipe.spectral:
        return layers, spectral
    vectors = spectral.split(list(game.d.sizes[1:]), 1)
    divided = [penalties.spectral_norm(weight, u) for (weight, _), u in zip(layers, vectors, strict=True)]
    acting = [(weight, bias) for (weight, _), (_, bias) in zip(divided, layers, strict=True)]
    return acting, torch.cat([u for _, u in divided], 1)


def _still_running(state: State, loss: Tensor, moved: Tensor, number: Tensor) -> tuple[Tensor, Tensor]:
    """Which step each member stopped at (from 0 on), and who may move, [E, 1]."""
    running = state.stopped < 0
    fell = running & ~(torch.isfinite(loss) & torch.isfinite(moved).all(1))
    stopped = torch.where(fell, number.to(torch.int64) - 1, state.stopped)
    return stopped, (running & ~fell)[:, None]


def _kept(alive: Tensor, new: Player, old: Player) -> Player:
    """The new numbers of those who may move, the old ones of the others."""
    return Player(*(torch.where(alive, a, b) for a, b in zip(new, old, strict=True)))
