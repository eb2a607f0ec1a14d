"""Laws without a density: a segment in the plane, and a single point.

Two such laws at different places share no point, so the JSD is log 2 and the KL infinite however near they are, while
the Wasserstein distance is the distance of the places: the example of the WGAN paper, and the Dirac-GAN.

Source   Arjovsky, Chintala and Bottou 2017, Example 1; Mescheder, Geiger and Nowozin 2018, Section 2.1 (Dirac-GAN)
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from gan_small.targets.parameters import parameters, printed
from gan_small.targets.target import NoDensity, Target


@dataclass(frozen=True, eq=False)
class ParallelLine(Target):
    """The uniform law on the segment {theta} x [0, 1] in the plane: x = (theta, u).

    offset: [E], the theta.  A point takes one uniform and no normals.
    mean (theta, 1/2), spread (0, 1/sqrt(12)).  W_k of two of them is |theta - theta'| for every order k.
    """

    offset: Tensor

    def __post_init__(self) -> None:
        object.__setattr__(self, "offset", parameters(self.offset, "offset", "E"))

    @property
    def shape(self) -> tuple[int, int]:
        return self.offset.shape[0], 2

    @property
    def uniforms(self) -> int:
        return 1

    def mean(self) -> Tensor:
        return torch.stack((self.offset, torch.full_like(self.offset, 0.5)), -1)

    def spread(self) -> Tensor:
        return torch.stack((torch.zeros_like(self.offset), torch.full_like(self.offset, 1 / math.sqrt(12))), -1)

    def describe(self, k: int) -> str:
        return f"uniform on {{{float(self.offset[self._member(k)]):.3f}}} x [0, 1]"

    def _points(self, normals: Tensor, uniforms: Tensor) -> Tensor:
        theta = self.offset.to(normals).view(-1, 1, 1).expand_as(uniforms)
        return torch.cat((theta, uniforms), -1)

    def _log_density(self, x: Tensor) -> Tensor:
        raise NoDensity(
            "a segment in the plane has area 0, so its law has no density there; compare samples, use the "
            "Wasserstein distance |theta - theta'|, or learn it with instance noise, which gives it a density"
        )


@dataclass(frozen=True, eq=False)
class Dirac(Target):
    """A point mass: every point is the same.  It takes no random numbers.

    points: [E, d].  mean: the point; spread: 0.  A point has no length of its own, so `scale` is 1: distances from it
    are judged in the unit of x.  With d = 1 quantile(u) is the point, and cdf the step at it.
    """

    points: Tensor

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", parameters(self.points, "points", "E d"))

    @property
    def shape(self) -> tuple[int, int]:
        members, dimension = self.points.shape
        return members, dimension

    def mean(self) -> Tensor:
        return self.points

    def spread(self) -> Tensor:
        return torch.zeros_like(self.points)

    def scale(self) -> Tensor:
        return torch.ones_like(self.points[:, 0])

    def describe(self, k: int) -> str:
        return f"point mass at {printed(self.points[self._member(k)])}"

    def _points(self, normals: Tensor, uniforms: Tensor) -> Tensor:
        places = self.points.to(normals).unsqueeze(1)
        return places.expand(*normals.shape[:-1], self.dimension).clone()

    def _log_density(self, x: Tensor) -> Tensor:
        raise NoDensity(
            "a point has length 0, so a point mass has no density; compare places with mean(), use the Wasserstein "
            "distance, or learn it with instance noise, which gives it a density"
        )

    def _quantile(self, u: Tensor) -> Tensor:
        return self.points.to(u).expand_as(u).clone()

    def _cdf(self, x: Tensor) -> Tensor:
        return (x >= self.points.to(x)).to(x.dtype)
