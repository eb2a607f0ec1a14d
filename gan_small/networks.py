"""Many small networks side by side: E multilayer perceptrons with stacked parameters, one pass for all.

A network of sizes (n_0, ..., n_l) is  x -> W_l^T h_{l-1} + b_l  with  h_i = leaky(W_i^T h_{i-1} + b_i),
leaky(a) = max(a, slope a).  The parameters of one member are one row of numbers, in the order W_1, b_1, W_2, b_2, ...,
each W_i by rows [in, out]; those of an ensemble are the rows of theta, shape [E, P].

Member k's output and gradient depend on row k only, so training E members at once is training each alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor
from torch.nn.functional import leaky_relu


@dataclass(frozen=True)
class Mlp:
    """The shape of a network: its `sizes`, from input to output, and the slope of its leaky ReLU (0 is ReLU)."""

    sizes: tuple[int, ...] = (1, 32, 32, 1)
    slope: float = 0.2

    @property
    def count(self) -> int:
        """P, the number of parameters of one member."""
        return sum(self._lengths())

    def layers(self, theta: Tensor) -> list[tuple[Tensor, Tensor]]:
        """Weights [E, in, out] and biases [E, 1, out] of each layer, as views of theta [E, P]."""
        parts = iter(self._parts(theta))
        return [(next(parts).unflatten(1, shape), next(parts).unsqueeze(1)) for shape in self._shapes()]

    def __call__(self, theta: Tensor, x: Tensor) -> Tensor:
        """Outputs [E, n, out] at points x [E, n, in]."""
        return self.forward(self.layers(theta), x)

    def forward(self, layers: list[tuple[Tensor, Tensor]], x: Tensor) -> Tensor:
        """The same for weights that were taken apart (and, by spectral normalisation, divided) before."""
        last, bias = layers[-1]
        return torch.baddbmm(bias, self.features(layers, x), last)

    def features(self, layers: list[tuple[Tensor, Tensor]], x: Tensor) -> Tensor:
        """The last hidden layer [E, n, width] at points x [E, n, in]; the points themselves if there is none."""
        for weight, offset in layers[:-1]:
            x = leaky_relu(torch.baddbmm(offset, x, weight), self.slope)
        return x

    def initial(self, uniform: Tensor) -> Tensor:
        """Parameters from uniforms [E, P]: U(-a, a) with a = 1/sqrt(fan in), weights and biases, as torch.nn.Linear."""
        bounds = [fan_in**-0.5 for fan_in, _ in self._shapes() for _ in range(2)]
        scale = torch.cat([uniform.new_full((n,), b) for n, b in zip(self._lengths(), bounds, strict=True)])
        return (2 * uniform - 1) * scale

    def _parts(self, theta: Tensor) -> tuple[Tensor, ...]:
        """The row of every member, cut into its weights and biases."""
        if theta.dim() != 2 or theta.shape[1] != self.count:
            raise ValueError(
                f"parameters of shape {list(theta.shape)}; a network of sizes {self.sizes} takes [E, {self.count}]"
            )
        return theta.split(self._lengths(), dim=1)

    def _lengths(self) -> list[int]:
        return [n for fan_in, out in self._shapes() for n in (fan_in * out, out)]

    def _shapes(self) -> list[tuple[int, int]]:
        return list(pairwise(self.sizes))
