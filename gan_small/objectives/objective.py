"""What an objective is: two losses, what the best discriminator says, and how equilibrium reads on it.

    C           an output of the discriminator's network, any real number
    real, fake  outputs at real and at generated points, [..., n]; a loss is the mean over the last axis, [...]
    p, q        weights of a finite distribution, [..., m], of the data and of the generator

Losses are sums over points (of pairs, in `relativistic`): nothing couples two members of an ensemble.  They contain
no synchronisation and no branch on data, so they can be captured or compiled.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar

import torch
from torch import Tensor


class NotAnObjective(ValueError):
    """A name, a code or a label that no objective has, or outputs that cannot be paired."""


class NoScore(ValueError):
    """The critic's output is fixed up to a constant only: no value of it reads "cannot tell"."""


class Objective(ABC):
    """Two losses and their equilibrium.  Objectives are frozen, hashable and hold no tensors."""

    #: whether G's loss looks at real points too, sample by sample
    pairs: ClassVar[bool] = False

    @property
    @abstractmethod
    def name(self) -> str:
        """What `objective` reads back to this; smoothed labels are not in it, they are given beside it."""

    @abstractmethod
    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        """What D minimises, [...]."""

    @abstractmethod
    def generator(self, real: Tensor, fake: Tensor) -> Tensor:
        """What G minimises, [...].  `real` is looked at if `pairs`, and only then."""

    @property
    @abstractmethod
    def at_equilibrium(self) -> float:
        """D's loss where p = q and D is best."""

    @property
    def centre(self) -> float | None:
        """What `score` says where p = q and D is best; None if the output is free up to a constant there."""
        return None

    def score(self, logits: Tensor) -> Tensor:
        """The outputs read as a probability of "real": p/(p + q) at the best D, smoothed labels apart.

        Raises NoScore if `centre` is None.
        """
        raise NoScore(
            f"the output of a {self.name} critic has no fixed level at p = q; compare it with its own mean over real "
            "and fake points"
        )

    @abstractmethod
    def optimum(self, p: Tensor, q: Tensor) -> Tensor | None:
        """The best discriminator's outputs [..., m] where D ranges over all functions; None if there is no best.

        Infinite where p = 0 or q = 0 allows no finite best; anything, perhaps nan, where both are 0.
        """


def softplus(x: Tensor) -> Tensor:
    """log(1 + e^x), to a few roundings, without overflow, in every float dtype.

    torch's own turns into the identity at x = 20.  There e^-x is 2e-9, which float64 can see; at 40 it cannot:
    e^-40/40 is 1e-19.
    """
    return torch.nn.functional.softplus(x, threshold=40.0)


def unknown(what: str, given: str, known: Iterable[str]) -> NotAnObjective:
    """The refusal of a name, with the nearest that exists."""
    names = list(known)
    near = get_close_matches(given, names, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
    return NotAnObjective(f"no {what} is called {given!r}: {hint}")
