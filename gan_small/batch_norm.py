"""Generators whose hidden layers are normalised: by the minibatch, or by a reference batch that stays.

    layer       h = leaky(scale (a - mean)/sqrt(var + EPS) + shift),   a = W^T h before, unit by unit
    batch       mean and var of a over the minibatch that is passed: var = mean of (a - mean)^2, without the n - 1
    virtual     of the m points of the reference batch and of x itself:  mean + (a - mean)/(m + 1) and
                m var/(m + 1) + m (a - mean)^2/(m + 1)^2, with the reference's own mean and var

scale and shift are learnt; a bias before the subtraction would be without effect, and there is none.  The reference
batch is noise that is drawn once, before the first step, and passes through the layers as they are now; it is
normalised by itself.  No running means are kept: whoever evaluates a generator with norm "batch" evaluates it on a
batch, and gets the statistics of that batch.  With "virtual" an output is a function of its own noise.

Claims   bn-prevents-collapse, virtual-batch-norm
Source   Ioffe and Szegedy 2015, Algorithm 1; Salimans et al. 2016, Section 3.4
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor
from torch.nn.functional import leaky_relu

from gan_small.networks import Mlp

EPS = 1e-5
"""Of torch.nn.BatchNorm1d: a unit that is constant is divided by sqrt(EPS), and stays 0."""


@dataclass(frozen=True)
class BatchNormalised(Mlp):
    """A perceptron with normalised hidden layers.  A member's row: W_1, scale_1, shift_1, W_2, ..., W_l, b_l."""

    def layers(self, theta: Tensor) -> list[tuple[Tensor, Tensor]]:
        """Weights [E, in, out] with scale above shift [E, 2, out] of each hidden layer, and with the bias of the last;
        views of theta [E, P]."""
        parts = iter(self._parts(theta))
        *hidden, last = self._shapes()
        found = [(next(parts).unflatten(1, sizes), next(parts).unflatten(1, (2, sizes[1]))) for sizes in hidden]
        return [*found, (next(parts).unflatten(1, last), next(parts).unsqueeze(1))]

    def features(self, layers: list[tuple[Tensor, Tensor]], x: Tensor) -> Tensor:
        """The last hidden layer [E, n, width] at a whole minibatch x [E, n, in]."""
        for weight, affine in layers[:-1]:
            a = x @ weight
            x = self._act(a, *statistics(a), affine)
        return x

    def initial(self, uniform: Tensor) -> Tensor:
        """Parameters from uniforms [E, P]: weights as torch.nn.Linear draws them, scale 1, shift 0."""
        theta = super().initial(uniform)
        for _, affine in self.layers(theta)[:-1]:  # views
            affine[:, 0], affine[:, 1] = 1.0, 0.0
        return theta

    def _act(self, a: Tensor, mean: Tensor, var: Tensor, affine: Tensor) -> Tensor:
        return leaky_relu(affine[:, :1] * (a - mean) * torch.rsqrt(var + EPS) + affine[:, 1:], self.slope)

    def _lengths(self) -> list[int]:
        *hidden, (fan_in, out) = self._shapes()
        return [n for first, then in hidden for n in (first * then, 2 * then)] + [fan_in * out, out]


@dataclass(frozen=True, eq=False)
class VirtuallyNormalised(BatchNormalised):
    """The same, by `reference` [E, m, in]: the noise of each member that its statistics are taken of."""

    reference: Tensor = field(kw_only=True)

    def features(self, layers: list[tuple[Tensor, Tensor]], x: Tensor) -> Tensor:
        """The last hidden layer [E, n, width] at points x [E, n, in], each by itself."""
        r = self.reference
        for weight, affine in layers[:-1]:
            a, b = x @ weight, r @ weight
            mean, var = statistics(b)
            x = self._act(a, *with_one_more(a, mean, var, r.shape[1]), affine)
            r = self._act(b, mean, var, affine)
        return x


def statistics(a: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and variance over the points of a batch [E, n, w], each [E, 1, w]; the variance is divided by n."""
    mean = a.mean(1, keepdim=True)
    return mean, (a - mean).square().mean(1, keepdim=True)


def with_one_more(a: Tensor, mean: Tensor, var: Tensor, m: int) -> tuple[Tensor, Tensor]:
    """Mean and variance of m points of this mean and variance [E, 1, w] and one more, for each a [E, n, w]."""
    # (m mean + a)/(m + 1);  m var/(m + 1) + m (a - mean)^2/(m + 1)^2
    off = a - mean
    return mean + off / (m + 1), m * var / (m + 1) + m * off.square() / (m + 1) ** 2
