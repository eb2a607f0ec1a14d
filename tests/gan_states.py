"""States made by hand: generators whose law is known exactly, and discriminators that say one thing."""

import torch
from torch import Tensor

from gan_small.game import Game, State
from gan_small.networks import Mlp
from gan_small.optimisers import Player


def affine(net: Mlp, scale: Tensor, mean: Tensor) -> Tensor:
    """Parameters [E, P] of a perceptron from the line to the line that computes scale z + mean exactly.

    z = (leaky(z) - leaky(-z))/(1 + slope): the first hidden layer holds z and -z, and every further one hands them on.
    """
    theta = torch.zeros(len(scale), net.count, dtype=scale.dtype)
    *hidden, (last, bias) = net.layers(theta)  # views: writing to them writes to theta
    share = 1 / (1 + net.slope)
    first = hidden[0][0]
    first[:, 0, 0], first[:, 0, 1] = 1.0, -1.0
    for weight, _ in hidden[1:]:
        weight[:, :2, :2] = share * torch.tensor([[1.0, -1.0], [-1.0, 1.0]], dtype=theta.dtype)
    last[:, 0, 0], last[:, 1, 0] = share * scale, -share * scale
    bias[:, 0, 0] = mean
    return theta


def with_generator(game: Game, state: State, scale: Tensor, mean: Tensor) -> State:
    """The state with G(z) = scale z + mean."""
    return replaced(state, g=affine(game.g, scale.to(game.dtype), mean.to(game.dtype)))


def with_constant_discriminator(game: Game, state: State, logit: float) -> State:
    """The state with C(x) = logit everywhere."""
    theta = torch.zeros_like(state.d.x)
    theta[:, -1] = logit
    return replaced(state, d=theta)


def replaced(state: State, *, d: Tensor | None = None, g: Tensor | None = None) -> State:
    d_player = state.d if d is None else Player(d, *state.d[1:])
    g_player = state.g if g is None else Player(g, *state.g[1:])
    return State(state.step, d_player, g_player, g_player.x, state.spectral, state.stopped)
