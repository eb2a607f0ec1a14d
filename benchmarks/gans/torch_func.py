"""All GANs at once in PyTorch: torch.func's stack_module_state, functional_call, vmap and grad; stacked Adam.

Adam is elementwise, so torch.optim's on stacked parameters is each member's own.  Its fused variant is wrong, silently,
where a gradient does not lie in memory as its parameter does, as vmap's need not; so gradients are made contiguous.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.func import functional_call, grad, stack_module_state, vjp, vmap
from torch.nn.functional import softplus

from benchmarks.gans.plain_loop import network, transposed, untransposed
from benchmarks.gans.work import Array, Drawn, Layers, Players, Work, layers, numbers, sizes
from gan_small.recipe import Recipe

Stacked = dict[str, Tensor]


class TorchFunc:
    """See benchmarks.gans.work.Engine."""

    def __init__(self, work: Work, *, threads: int = 1) -> None:
        torch.set_num_threads(threads)
        r, s = work.recipe, work.start
        self.recipe, self.done, self.dtype = r, s.done, getattr(torch, r.dtype)
        self.mean, self.scale = (torch.tensor(x, dtype=self.dtype)[:, None, None] for x in (work.mean, work.scale))
        self.random = torch.Generator().manual_seed(work.seeds()[0])
        shape_d, shape_g = sizes(r)
        self.d, self.adam_d = stacked(r, shape_d, (s.d, s.d_m, s.d_v), s.done)
        self.g, self.adam_g = stacked(r, shape_g, (s.g, s.g_m, s.g_v), s.done)
        g, d_loss, g_loss = losses(r)
        self.fakes, self.d_gradient, self.g_gradient = vmap(g), vmap(grad(d_loss)), vmap(grad(g_loss))

    def step(self, drawn: Drawn) -> None:
        self._step(*(torch.from_numpy(x) for x in drawn))

    def run(self, steps: int) -> None:
        for _ in range(steps):
            self._step(*self.draw())

    def draw(self) -> tuple[Tensor, Tensor, Tensor]:
        """Real points, noise for D's update, noise for G's."""
        n, members = numbers(self.recipe), len(self.mean)
        drawn = torch.randn(members, sum(n), generator=self.random, dtype=self.dtype)
        real, noise_d, noise_g = (x.view(members, self.recipe.batch, -1) for x in drawn.split(n, 1))
        return self.mean + self.scale * real, noise_d, noise_g

    @torch.no_grad()
    def _step(self, real: Tensor, noise_d: Tensor, noise_g: Tensor) -> None:
        factor = self.recipe.rate(self.done)
        gradient = self.d_gradient(self.d, real, self.fakes(self.g, noise_d))
        move(self.d, self.adam_d, gradient, factor * self.recipe.rate_d)
        gradient = self.g_gradient(self.g, self.d, noise_g)
        move(self.g, self.adam_g, gradient, factor * self.recipe.rate_g)
        self.done += 1

    def players(self) -> Players:
        pairs = ((self.d, self.adam_d), (self.g, self.adam_g))
        return Players(*(x for net, adam in pairs for x in found(net, adam)), done=self.done)


def losses(recipe: Recipe) -> tuple[Callable[..., Tensor], Callable[..., Tensor], Callable[..., Tensor]]:
    """G as a function of one member's parameters, and the losses of D and G."""
    shapes = [network(recipe, shape).to("meta") for shape in sizes(recipe)]  # the parameters come from outside

    def d(parameters: Stacked, x: Tensor) -> Tensor:
        return functional_call(shapes[0], parameters, (x,))

    def g(parameters: Stacked, noise: Tensor) -> Tensor:
        return functional_call(shapes[1], parameters, (noise,))

    def d_loss(theta: Stacked, real: Tensor, fake: Tensor) -> Tensor:
        c, pull, *_ = vjp(lambda x: d(theta, x), real)
        (slope,) = pull(torch.ones_like(c))
        return softplus(-c).mean() + softplus(d(theta, fake)).mean() + r1(slope, recipe.r1)

    def g_loss(theta: Stacked, d_theta: Stacked, noise: Tensor) -> Tensor:
        return softplus(-d(d_theta, g(theta, noise))).mean()

    return g, d_loss, g_loss


def r1(slope: Tensor, gamma: float) -> Tensor:
    """gamma/2 E|grad C|^2"""
    return gamma / 2 * slope.square().sum(-1).mean()


def stacked(
    recipe: Recipe, shape: tuple[int, ...], start: Sequence[Array], done: int
) -> tuple[Stacked, torch.optim.Adam]:
    """Stacked parameters by name and their Adam, from parameters and moments [E, P]."""
    nets = [filled(network(recipe, shape), layers(one, shape)) for one in start[0]]
    parameters, _ = stack_module_state(nets)  # type: ignore[arg-type]
    adam = torch.optim.Adam(parameters.values(), betas=(recipe.beta1, recipe.beta2), fused=True)
    moments = (transposed(layers(y, shape)) for y in start[1:])
    for tensor, m, v in zip(parameters.values(), *moments, strict=True):
        adam.state[tensor] = {"step": torch.tensor(float(done)), "exp_avg": m, "exp_avg_sq": v}
    return parameters, adam


@torch.no_grad()
def filled(net: nn.Sequential, given: Layers) -> nn.Sequential:
    for tensor, value in zip(net.parameters(), transposed(given), strict=True):
        tensor.copy_(value)
    return net


def move(parameters: Stacked, adam: torch.optim.Adam, gradient: Stacked, rate: float) -> None:
    """One update of Adam."""
    for name, tensor in parameters.items():
        tensor.grad = gradient[name].contiguous()
    adam.param_groups[0]["lr"] = rate
    adam.step()


def found(parameters: Stacked, adam: torch.optim.Adam) -> list[Array]:
    """Parameters and moments [E, P] again."""
    tensors: list[Any] = list(parameters.values())
    moments = ([adam.state[t][name] for t in tensors] for name in ("exp_avg", "exp_avg_sq"))
    return [untransposed(x) for x in (tensors, *moments)]
