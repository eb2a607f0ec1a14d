"""A discriminator that sees how near the points of a minibatch are to each other.

    M_i = f(x_i) T            K kernels of DIMENSIONS numbers each, from the last hidden layer f; T is learnt
    o(x_i)_b = sum over j != i of exp(-|M_ib - M_jb|_1)        the closeness of x_i to the others, for each kernel b
    C(x_i) = w . (f(x_i), o(x_i)) + bias

0 <= o <= n - 1, and all of them are n - 1 exactly where the batch has fallen on one point.  With j = i, as the paper
writes it and its code does not have it, every o would be larger by 1, which the bias takes up.

Real and fake points are in separate minibatches.  C(x_i) depends on the whole batch, so it has no slope at a point, and
o grows with n: any number of points is judged in minibatches of the size of training, the last one filled up with
points that were judged before.

Claims   minibatch-discrimination-sees-collapse
Source   Salimans et al. 2016, Section 3.2
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor

from gan_small.networks import Mlp

DIMENSIONS = 5
"""Of a kernel, as in the code of the paper."""


@dataclass(frozen=True)
class MinibatchMlp(Mlp):
    """A perceptron with `kernels` closenesses beside its last hidden layer; `batch` points are judged together.

    A member's row: the hidden layers of an Mlp, T [width, kernels DIMENSIONS], and the last W [width + kernels, 1], b.
    Its layers are these, with a bias of no numbers beside T.
    """

    kernels: int = 5
    batch: int = 256

    def features(self, layers: list[tuple[Tensor, Tensor]], x: Tensor) -> Tensor:
        """The last hidden layer [E, n, width], without closeness."""
        return super().features(layers[:-1], x)

    def forward(self, layers: list[tuple[Tensor, Tensor]], x: Tensor) -> Tensor:
        """Outputs [E, n, 1] at points x [E, n, in], minibatch by minibatch."""
        f = self.features(layers, x)
        (tensor, _), (last, bias) = layers[-2:]
        m, n = f @ tensor, f.shape[1]
        whole = n // self.batch * self.batch
        o = [closeness(part, self.kernels) for part in m[:, :whole].split(self.batch, 1) if whole]
        if rest := n - whole:
            o.append(closeness(m[:, -self.batch :], self.kernels)[:, -rest:])
        return torch.baddbmm(bias, torch.cat((f, torch.cat(o, 1)), -1), last)

    def _shapes(self) -> list[tuple[int, int]]:
        *hidden, (width, out) = pairwise(self.sizes)
        return [*hidden, (width, self.kernels * DIMENSIONS), (width + self.kernels, out)]

    def _lengths(self) -> list[int]:
        *hidden, tensor, _, last, bias = super()._lengths()
        return [*hidden, tensor, 0, last, bias]  # T has no bias: it would cancel


def closeness(m: Tensor, kernels: int) -> Tensor:
    """o [E, n, kernels] of a minibatch's M [E, n, kernels DIMENSIONS]."""
    m = m.unflatten(-1, (kernels, -1))
    # sum over j of exp(-|M_ib - M_jb|_1), less the term of i itself, which is 1
    apart = (m.unsqueeze(2) - m.unsqueeze(1)).abs().sum(-1)
    return torch.exp(-apart).sum(2) - 1
