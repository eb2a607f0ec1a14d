"""How a gradient moves parameters: Adam, RMSprop and momentum, elementwise on the rows of an ensemble.

    Adam       m <- b1 m + (1 - b1) g     v <- b2 v + (1 - b2) g^2
               x <- x - lr (m/(1 - b1^t)) / (sqrt(v/(1 - b2^t)) + eps)         t = 1, 2, ... counts the updates
    RMSprop    v <- b2 v + (1 - b2) g^2   x <- x - lr g/(sqrt(v) + eps)
    momentum   m <- b1 m + g              x <- x - lr m                        as in Algorithm 1 of the 2014 paper

These are the formulas of torch.optim, with which a test compares.  They are written out for two reasons: a member that
has stopped must keep its old numbers, and a step must be capturable on a GPU, so no branch may look at a number.

Source   Kingma and Ba 2015, Algorithm 1; Tieleman and Hinton 2012, Lecture 6.5; Polyak 1964
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from torch import Tensor

NAMES = ("adam", "rmsprop", "sgd")


class Player(NamedTuple):
    """The parameters x of one player and their moments m, v (zero where the optimiser has none): each [E, P]."""

    x: Tensor
    m: Tensor
    v: Tensor


@dataclass(frozen=True)
class Optimiser:
    """kind: adam, rmsprop or sgd; beta1 is the momentum of sgd, beta2 the memory of squares."""

    kind: str = "adam"
    beta1: float = 0.5
    beta2: float = 0.999
    eps: float = 1e-8

    def update(self, player: Player, gradient: Tensor, *, rate: Tensor, count: Tensor) -> Player:
        """The player after one update along `gradient` [E, P].

        rate, count: scalars, float64 tensors on the player's device: the step size, and the t of the formulas.  The
        powers of the betas are taken in float64, as torch.optim does.
        """
        x, m, v = player
        if self.kind == "sgd":
            m = self.beta1 * m + gradient
            return Player(x - rate * m, m, v)
        v = self.beta2 * v + (1 - self.beta2) * gradient.square()
        if self.kind == "rmsprop":
            return Player(x - rate * gradient / (v.sqrt() + self.eps), m, v)
        m = self.beta1 * m + (1 - self.beta1) * gradient
        size = v.sqrt() / (1 - self.beta2**count).sqrt() + self.eps
        return Player(x - rate / (1 - self.beta1**count) * m / size, m, v)
