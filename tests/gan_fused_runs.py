"""Runs of the compiled kernels, drawn for tests, with autograd's answer and a measure of how far apart the two are."""

from __future__ import annotations

import dataclasses

import gan_autograd
import torch
from torch import Tensor

from gan_small.fused import OBJECTIVES, Kernel, Settings

STEPS, FIRST, NEAR = 2, 4, 5e-6


@dataclasses.dataclass
class Run:
    """Inputs of one member in float32, and what was made of them."""

    kernel: Kernel
    settings: Settings
    state: list[Tensor]  # d, its moments, g, its moments, average
    drawn: dict[str, Tensor | None]
    rates: Tensor

    def fused(self) -> tuple[list[Tensor], Tensor]:
        """The state after the kernel's steps, and the losses."""
        state, stopped = [t.clone()[None] for t in self.state], torch.full((1,), -1)
        losses = self.kernel.train(
            self.settings, first=FIRST, d=state[:3], g=state[3:6], average=state[6], stopped=stopped, rates=self.rates,
            **{name: None if t is None else t[None] for name, t in self.drawn.items()},  # type: ignore[arg-type]
        )  # fmt: skip
        assert stopped.item() == -1
        return [t[0] for t in state], torch.from_numpy(losses[0])

    def reference(self, settings: Settings | None = None) -> tuple[list[Tensor], Tensor, float]:
        """The same in float64 by autograd, and how near a unit came to its kink."""
        s, k = settings or self.settings, self.kernel
        d, dm, dv, g, gm, gv, average = (t.double() for t in self.state)
        hidden = (k.width,) * k.hidden
        critic = gan_autograd.Player(d, (k.dimension, *hidden, 1), s.slope, dm, dv)
        maker = gan_autograd.Player(g, (k.latent, *hidden, k.dimension), s.slope, gm, gv)
        drawn = {name: None if t is None else t.double() for name, t in self.drawn.items()}
        losses, average = gan_autograd.train(s, critic, maker, average, FIRST, self.rates, drawn)
        state = [critic.flat, critic.m, critic.v, maker.flat, maker.m, maker.v, average]
        return state, losses, min(critic.closest + maker.closest)


def drawn_run(kernel: Kernel, settings: Settings, seed: int, *, batch: int, d_steps: int, blur: bool) -> Run:
    random = torch.Generator().manual_seed(seed)
    normal = lambda *shape, scale=1.0: scale * torch.randn(*shape, generator=random)  # noqa: E731
    k, pairs = kernel, settings.objective == OBJECTIVES["pairing"]
    state = []
    for inputs, outputs in ((k.dimension, 1), (k.latent, k.dimension)):
        n = k.parameters(inputs, outputs)
        state += [normal(n, scale=1.3 * k.width**-0.5), normal(n, scale=0.1), normal(n, scale=0.1) ** 2]
    each, points = (STEPS, d_steps, batch), (STEPS, d_steps, batch, k.dimension)
    drawn = {
        "real": normal(*points) + 0.5,
        "noise_d": normal(*each, k.latent),
        "noise_g": normal(STEPS, batch, k.latent),
        "real_g": normal(STEPS, batch, k.dimension) if pairs else None,
        "between": torch.rand(each, generator=random) if settings.gp else None,
        "blur_d": normal(*points, scale=0.3) if blur else None,
        "blur_g": normal(STEPS, batch, k.dimension, scale=0.3) if blur else None,
    }
    rates = 0.01 * (1 + torch.rand(2, STEPS, generator=random, dtype=torch.float64))
    return Run(kernel, settings, [*state, state[3] + 0.1], drawn, rates)


def run_of(
    kernel: Kernel, settings: Settings, *, seed: int = 0, batch: int = 40, d_steps: int = 1, blur: bool = False
) -> tuple[Run, tuple[list[Tensor], Tensor]]:
    """Inputs and autograd's answer.  Drawn anew until no unit is within 5e-6 of its kink: nearer than rounding moves an
    input of a unit (some 1e-6), float32 and float64 may rightly take different sides, and their gradients differ."""
    for attempt in range(50):
        run = drawn_run(kernel, settings, 1000 * seed + attempt, batch=batch, d_steps=d_steps, blur=blur)
        state, losses, closest = run.reference()
        if closest > NEAR:
            return run, (state, losses)
    raise AssertionError("no draw keeps clear of the kinks")


def far_apart(run: Run, expected: tuple[list[Tensor], Tensor]) -> float:
    """The greatest difference from `expected` in units of what rounding may do; up to 1 is agreement.

    A gradient is a sum of `batch` products of a few factors, each itself a sum of `width` products.  Float32 sums of n
    terms err by at most n 2^-24 of the sum of absolute values: 40 * 20 * 6e-8 = 5e-5 if all errors align; 1e-4 of the
    largest entry of a vector allows for entries that are smaller than the terms they are sums of.  Moments and moves
    are as exact as gradients, as long as the optimiser does not divide by tiny roots: eps is 0.1 here (with 1e-8 Adam
    turns the rounding of a gradient near 0 into a move of full length).
    """
    state, losses = run.fused()
    worst = float(((losses - expected[1]).abs() / (1e-5 * (1 + expected[1].abs()))).max())
    for before, after, right in zip(run.state, state, expected[0], strict=True):
        move = (right - before).abs().max()
        allowed = 1e-4 * move + 2e-7 * right.abs() * STEPS  # the second: storing a number in float32, each step
        worst = max(worst, float(((after - right).abs() / allowed.clamp(min=1e-12)).max()))
    return worst
