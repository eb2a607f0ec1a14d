"""The plain PyTorch loop: nn.Sequential, torch.optim.Adam, autograd; one GAN at a time.

As fast as it stays plain: fakes for D's update without a graph, gradients of G's loss for G only, and Adam's fused
variant.  That variant is wrong, silently, where a gradient does not lie in memory as its parameter does; `backward`
lays gradients out like parameters, and the test of equal steps would notice if it did not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import softplus

from benchmarks.gans.work import Array, Drawn, Layers, Players, Work, layers, numbers, rows, sizes
from gan_small.recipe import Recipe


class PlainLoop:
    """See benchmarks.gans.work.Engine."""

    def __init__(self, work: Work, *, threads: int = 1) -> None:
        torch.set_num_threads(threads)
        self.gans = [
            OneGan(work.recipe, work.start.select(e), float(work.mean[e]), float(work.scale[e]), seed)
            for e, seed in enumerate(work.seeds())
        ]

    def step(self, drawn: Drawn) -> None:
        for e, gan in enumerate(self.gans):
            gan.step(*(torch.from_numpy(x[e]) for x in drawn))

    def run(self, steps: int) -> None:
        for gan in self.gans:
            gan.run(steps)

    def players(self) -> Players:
        *arrays, done = zip(*(gan.players() for gan in self.gans), strict=True)
        return Players(*(np.stack(x) for x in arrays), done=done[0])


class OneGan:
    """One GAN, its optimisers and its generator of random numbers."""

    def __init__(self, recipe: Recipe, start: Players, mean: float, scale: float, seed: int) -> None:
        self.recipe, self.mean, self.scale, self.done = recipe, mean, scale, start.done
        self.random = torch.Generator().manual_seed(seed)
        shape_d, shape_g = sizes(recipe)
        self.d, self.adam_d = player(recipe, shape_d, (start.d, start.d_m, start.d_v), start.done)
        self.g, self.adam_g = player(recipe, shape_g, (start.g, start.g_m, start.g_v), start.done)
        self.g_parameters = list(self.g.parameters())
        self.dtype, self.numbers = getattr(torch, recipe.dtype), numbers(recipe)

    def run(self, steps: int) -> None:
        for _ in range(steps):
            self.step(*self.draw())

    def draw(self) -> tuple[Tensor, Tensor, Tensor]:
        """Real points, noise for D's update, noise for G's."""
        drawn = torch.randn(sum(self.numbers), generator=self.random, dtype=self.dtype)
        real, noise_d, noise_g = (x.view(self.recipe.batch, -1) for x in drawn.split(self.numbers))
        return self.mean + self.scale * real, noise_d, noise_g

    def step(self, real: Tensor, noise_d: Tensor, noise_g: Tensor) -> None:
        r = self.recipe
        self._rates(r.rate(self.done))
        with torch.no_grad():
            fake = self.g(noise_d)
        points = real.requires_grad_()
        c = self.d(points)
        (slope,) = torch.autograd.grad(c.sum(), points, create_graph=True)
        loss = softplus(-c).mean() + softplus(self.d(fake)).mean() + r1(slope, r.r1)
        self.adam_d.zero_grad()
        loss.backward()
        self.adam_d.step()

        loss = softplus(-self.d(self.g(noise_g))).mean()
        self.adam_g.zero_grad()
        loss.backward(inputs=self.g_parameters)
        self.adam_g.step()
        self.done += 1

    def _rates(self, factor: float) -> None:
        self.adam_d.param_groups[0]["lr"] = factor * self.recipe.rate_d
        self.adam_g.param_groups[0]["lr"] = factor * self.recipe.rate_g

    def players(self) -> Players:
        pairs = ((self.d, self.adam_d), (self.g, self.adam_g))
        return Players(*(x for net, adam in pairs for x in found(net, adam)), done=self.done)


def r1(slope: Tensor, gamma: float) -> Tensor:
    """gamma/2 E|grad C|^2"""
    return gamma / 2 * slope.square().sum(-1).mean()


def network(recipe: Recipe, shape: tuple[int, ...]) -> nn.Sequential:
    """The perceptron of these sizes."""
    parts: list[nn.Module] = []
    for fan_in, out in pairwise(shape):
        parts += [nn.Linear(fan_in, out, dtype=getattr(torch, recipe.dtype)), nn.LeakyReLU(recipe.slope)]
    return nn.Sequential(*parts[:-1])


def player(
    recipe: Recipe, shape: tuple[int, ...], start: Sequence[Array], done: int
) -> tuple[nn.Sequential, torch.optim.Adam]:
    """A network and its Adam, from parameters and moments [P]; the rate is set before each update."""
    net = network(recipe, shape)
    adam = torch.optim.Adam(net.parameters(), betas=(recipe.beta1, recipe.beta2), fused=True)
    tensors = list(net.parameters())
    with torch.no_grad():
        for tensor, x, m, v in zip(tensors, *(transposed(layers(y, shape)) for y in start), strict=True):
            tensor.copy_(x)
            adam.state[tensor] = {"step": torch.tensor(float(done)), "exp_avg": m, "exp_avg_sq": v}
    return net, adam


def found(net: nn.Module, adam: torch.optim.Adam) -> list[Array]:
    """Parameters and moments [P] (or [E, P], of stacked ones) again."""
    tensors: list[Tensor] = list(net.parameters())
    moments = ([adam.state[t][name] for t in tensors] for name in ("exp_avg", "exp_avg_sq"))
    return [untransposed(x) for x in (tensors, *moments)]


def transposed(given: Layers) -> list[Tensor]:
    """As nn.Linear has them: weights [..., out, in] and biases, contiguous, in one list."""
    copies = [np.array(x, order="C") for weight, bias in given for x in (weight.swapaxes(-1, -2), bias)]
    return [torch.from_numpy(x) for x in copies]


def untransposed(given: list[Tensor]) -> Array:
    """Back to [..., P]."""
    arrays = [t.detach().numpy() for t in given]
    return rows([(w.swapaxes(-1, -2), b) for w, b in zip(arrays[::2], arrays[1::2], strict=True)])
