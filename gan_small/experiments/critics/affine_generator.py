"""A generator that is x = mean + scale z and nothing else, written in the parameters of its network.

Says       max(a, s a) - max(-a, -s a) = (1 + s) a for a leaky ReLU of slope s: two units carry a number

So an affine map with independent coordinates is exactly one of the functions that a generator's network can be, up to
rounding, and every engine can train a discriminator against it: N(mean, scale^2) of known distance to the data.  At
the rate 0 it stands still.

Source     the identity is elementary; frozen generators are those of Arjovsky and Bottou 2017, Section 2
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from gan_small.engines import settled
from gan_small.game import Game, State, game
from gan_small.networks import Mlp
from gan_small.recipe import Recipe
from gan_small.targets import Target


def affine(net: Mlp, means: Tensor, scales: Tensor) -> Tensor:
    """Parameters [E, P] at which the network is z -> mean + scale z, coordinate by coordinate.

    means, scales: [E, d], for a network from d numbers to d, with a hidden layer, of 2 d units or more in each.
    Raises ValueError for another network, or for means and scales of another shape.
    """
    (first, *hidden, last), d = net.sizes, means.shape[-1]
    if not hidden or min(hidden) < 2 * d or (first, last) != (d, d) or means.shape != scales.shape:
        raise ValueError(
            f"sizes {net.sizes}, means {list(means.shape)}, scales {list(scales.shape)}; a number is carried by two "
            "units: give a network from d to d with 2 d units or more in each hidden layer, and [E, d] twice"
        )
    theta = torch.zeros(len(means), net.count, dtype=means.dtype, device=means.device)
    layers, there = net.layers(theta), torch.arange(d)
    for weight, _ in layers[:-1]:
        rows, carried = (there, 1.0) if weight.shape[1] == d else (2 * there, 1 / (1 + net.slope))
        for out, sign in ((2 * there, 1), (2 * there + 1, -1)):  # the number and its negative
            weight[:, rows, out] = sign * carried
            if rows is not there:
                weight[:, rows + 1, out] = -sign * carried
    weight, bias = layers[-1]
    weight[:, 2 * there, there] = scales / (1 + net.slope)
    weight[:, 2 * there + 1, there] = -scales / (1 + net.slope)
    bias[:, 0] = means
    return theta


def standing_still(recipe: Recipe, data: Target, *, means: Tensor, scales: Tensor) -> tuple[Game, State]:
    """The game of a recipe in which p is `data` and q is N(mean, scale^2) for good, before D's first step.

    The recipe's target is not looked at: its name only has to be of the same dimension.  means, scales: [E, d].
    """
    r = settled(recipe.replace(rate_g=0.0, members=data.members, latent=data.dimension))
    made = replace(game(r), target=data)
    state = made.start()
    still = affine(made.g, means, scales).to(made.dtype)
    return made, replace(state, g=state.g._replace(x=still), average=still.clone())
