r"""Normal laws: with independent coordinates, and with any covariance through its Cholesky factor."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor

from gan_small.targets.on_the_line import IndependentCoordinates
from gan_small.targets.parameters import alike, at_points, parameters, positive, printed, refuse
from gan_small.targets.target import NotATarget, Target

HALF_LOG_TWO_PI = math.log(2 * math.pi) / 2


def standard_cdf(z: Tensor) -> Tensor:
    """P(Z <= z) for Z ~ N(0, 1), by erfc: relative accuracy about (1 + z^2) eps, in the lower tail too.

    torch.special.ndtr takes 1 + erf(z/sqrt 2), which has no correct digit below z = -8.3 (-5.4 in float32).
    """
    return torch.special.erfc(z * -math.sqrt(0.5)) / 2


@dataclass(frozen=True, eq=False)
class Gaussians(IndependentCoordinates):
    """Independent coordinates N(mean, scale^2): x = mean + scale z.  `scales` are standard deviations, not variances.

    means, scales: [E, d].  A point takes d normals and no uniforms.
    Accuracy: sample within two roundings; quantile is that of torch.special.ndtri, cdf relative about z^2 eps.
    """

    means: Tensor
    scales: Tensor

    def __post_init__(self) -> None:
        object.__setattr__(self, "means", parameters(self.means, "means", "E d"))
        scales = positive(parameters(self.scales, "scales", "E d"), "scales", "a standard deviation")
        object.__setattr__(self, "scales", scales)
        alike(self.means.shape, self.means, scales=scales)

    @property
    def shape(self) -> tuple[int, int]:
        members, dimension = self.means.shape
        return members, dimension

    @property
    def normals(self) -> int:
        return self.dimension

    @property
    def uniforms(self) -> int:
        return 0

    def mean(self) -> Tensor:
        return self.means

    def spread(self) -> Tensor:
        return self.scales

    def describe(self, k: int) -> str:
        k = self._member(k)
        return f"N({printed(self.means[k])}, {printed(self.scales[k])})"

    def _points(self, normals: Tensor, uniforms: Tensor) -> Tensor:
        means, scales = at_points(normals, self.means, self.scales)
        return means + scales * normals

    def _log_density_of_each(self, x: Tensor) -> Tensor:
        means, scales = at_points(x, self.means, self.scales)
        return -((x - means) / scales).square() / 2 - scales.log() - HALF_LOG_TWO_PI

    def _quantile_of_each(self, u: Tensor) -> Tensor:
        means, scales = at_points(u, self.means, self.scales)
        return means + scales * torch.special.ndtri(u)

    def _cdf_of_each(self, x: Tensor) -> Tensor:
        means, scales = at_points(x, self.means, self.scales)
        return standard_cdf((x - means) / scales)


@dataclass(frozen=True, eq=False)
class CorrelatedGaussians(Target):
    """N(mean, L L^T): x = mean + L z with a lower triangular L of positive diagonal.

    means: [E, d].  factors: [E, d, d], the Cholesky factors L; `from_covariances` finds them.
    A point takes d normals and no uniforms.
    Accuracy of log_density: relative about eps times the condition number of L.
    """

    means: Tensor
    factors: Tensor

    def __post_init__(self) -> None:
        means, factors = parameters(self.means, "means", "E d"), parameters(self.factors, "factors", "E d d")
        alike((*means.shape, means.shape[1]), means, factors=factors)
        refuse(factors.triu(1) != 0, factors, "factors", "a factor is lower triangular: use from_covariances")
        diagonal = factors.diagonal(dim1=-2, dim2=-1)
        refuse(diagonal <= 0, diagonal, "diagonal of factors", "it is positive, or there is no density")
        object.__setattr__(self, "means", means)
        object.__setattr__(self, "factors", factors)

    @classmethod
    def from_covariances(cls, means: Tensor, covariances: Tensor) -> Self:
        """The same law by its covariances [E, d, d], symmetric to the last bit and positive definite."""
        given = parameters(covariances, "covariances", "E d d")
        if given.shape[1] != given.shape[2]:
            raise NotATarget(f"covariances has shape {list(given.shape)}; give square matrices, [E, d, d]")
        refuse(given != given.mT, given, "covariances", "a covariance is symmetric: pass (C + C.mT)/2")
        factors, failed = torch.linalg.cholesky_ex(given)
        refuse(failed > 0, failed, "leading minor of covariances", "that minor is not positive: no such law exists")
        return cls(means, factors)

    @property
    def shape(self) -> tuple[int, int]:
        members, dimension = self.means.shape
        return members, dimension

    @property
    def normals(self) -> int:
        return self.dimension

    def mean(self) -> Tensor:
        return self.means

    def spread(self) -> Tensor:
        return torch.linalg.vector_norm(self.factors, dim=-1)

    def describe(self, k: int) -> str:
        k = self._member(k)
        covariance = self.factors[k] @ self.factors[k].T
        return f"N({printed(self.means[k])}, covariance {', '.join(printed(row) for row in covariance)})"

    def _points(self, normals: Tensor, uniforms: Tensor) -> Tensor:
        means, factors = at_points(normals, self.means, self.factors)
        # entry by entry and not by a batched product, whose rounding may depend on the number of members
        return means + (factors * normals.unsqueeze(-2)).sum(-1)

    def _log_density(self, x: Tensor) -> Tensor:
        means, factors = self.means.to(x), self.factors.to(x)
        z = torch.linalg.solve_triangular(factors, (x - means.unsqueeze(1)).mT, upper=False)
        volume = factors.diagonal(dim1=-2, dim2=-1).log().sum(-1, keepdim=True)
        return -z.square().sum(-2) / 2 - volume - self.dimension * HALF_LOG_TWO_PI
