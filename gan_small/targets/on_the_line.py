r"""Laws made of independent coordinates, each known by its quantile function; uniform, exponential, Laplace.

    x = F^-1(u),   u uniform on (0, 1)          P(F^-1(u) <= x) = P(u <= F(x)) = F(x)

With d = 1 these are laws on the line, and `quantile` and `cdf` are exact inverses of one another up to rounding.

Source   Devroye 1986, Theorem II.2.1 (inversion)
"""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass

import torch
from torch import Tensor

from gan_small.targets.parameters import alike, at_points, parameters, positive, printed, refuse
from gan_small.targets.target import Target


class IndependentCoordinates(Target):
    """A law whose coordinates are independent; each function below acts on [..., E, n, d] entry by entry."""

    @property
    def uniforms(self) -> int:
        return self.dimension

    @abstractmethod
    def _log_density_of_each(self, x: Tensor) -> Tensor: ...

    @abstractmethod
    def _quantile_of_each(self, u: Tensor) -> Tensor: ...

    @abstractmethod
    def _cdf_of_each(self, x: Tensor) -> Tensor: ...

    def _points(self, normals: Tensor, uniforms: Tensor) -> Tensor:
        return self._quantile_of_each(uniforms)

    def _log_density(self, x: Tensor) -> Tensor:
        return self._log_density_of_each(x).sum(-1)

    def _quantile(self, u: Tensor) -> Tensor:
        return self._quantile_of_each(u.unsqueeze(-1)).squeeze(-1)

    def _cdf(self, x: Tensor) -> Tensor:
        return self._cdf_of_each(x.unsqueeze(-1)).squeeze(-1)


@dataclass(frozen=True, eq=False)
class Uniforms(IndependentCoordinates):
    """Uniform on the box [low, high]: x = low + (high - low) u.

    lows, highs: [E, d], low < high.  A point takes d uniforms and no normals.
    Accuracy: within three roundings, and never outside the interval as it is in the dtype of the points.
    """

    lows: Tensor
    highs: Tensor

    def __post_init__(self) -> None:
        lows, highs = parameters(self.lows, "lows", "E d"), parameters(self.highs, "highs", "E d")
        alike(lows.shape, lows, highs=highs)
        refuse(highs <= lows, highs, "highs", "it is not above the low end: for a point mass use Dirac")
        object.__setattr__(self, "lows", lows)
        object.__setattr__(self, "highs", highs)

    @property
    def shape(self) -> tuple[int, int]:
        members, dimension = self.lows.shape
        return members, dimension

    def mean(self) -> Tensor:
        return self.lows + (self.highs - self.lows) / 2

    def spread(self) -> Tensor:
        return (self.highs - self.lows) / math.sqrt(12)

    def describe(self, k: int) -> str:
        k = self._member(k)
        return f"U({printed(self.lows[k])}, {printed(self.highs[k])})"

    def _quantile_of_each(self, u: Tensor) -> Tensor:
        lows, highs = at_points(u, self.lows, self.highs)
        # never above high: let w be the width and v its rounding, v <= w + ulp/2.  u is at most 1 - eps/2, so v u is
        # at most halfway below v, and is rounded to v - ulp/2 <= w or less; low + w = high, and rounding is monotone
        return lows + (highs - lows) * u

    def _cdf_of_each(self, x: Tensor) -> Tensor:
        lows, highs = at_points(x, self.lows, self.highs)
        return ((x - lows) / (highs - lows)).clamp(0, 1)

    def _log_density_of_each(self, x: Tensor) -> Tensor:
        lows, highs = at_points(x, self.lows, self.highs)
        outside = (x < lows) | (x > highs)
        # x - x is 0, and nan where x is: a point that is no number has no density
        return (x - x - (highs - lows).log()).masked_fill(outside, -math.inf)


@dataclass(frozen=True, eq=False)
class Exponentials(IndependentCoordinates):
    """Density rate exp(-rate (x - start)) from `start` on: x = start - log(1 - u)/rate.  The skewed one.

    rates, starts: [E, d], rates above 0.  A point takes d uniforms and no normals.
    Accuracy: within a few roundings, also for u near 0 (log1p).  With uniforms of 23 bits x - start is at most
    16.7/rate: the tail beyond has mass 2^-24.
    """

    rates: Tensor
    starts: Tensor

    def __post_init__(self) -> None:
        rates = positive(parameters(self.rates, "rates", "E d"), "rates", "a rate")
        starts = parameters(self.starts, "starts", "E d")
        alike(rates.shape, rates, starts=starts)
        object.__setattr__(self, "rates", rates)
        object.__setattr__(self, "starts", starts)

    @property
    def shape(self) -> tuple[int, int]:
        members, dimension = self.rates.shape
        return members, dimension

    def mean(self) -> Tensor:
        return self.starts + 1 / self.rates

    def spread(self) -> Tensor:
        return 1 / self.rates

    def describe(self, k: int) -> str:
        k = self._member(k)
        return f"Exp(rate {printed(self.rates[k])}, from {printed(self.starts[k])})"

    def _quantile_of_each(self, u: Tensor) -> Tensor:
        rates, starts = at_points(u, self.rates, self.starts)
        return starts - torch.log1p(-u) / rates

    def _cdf_of_each(self, x: Tensor) -> Tensor:
        rates, starts = at_points(x, self.rates, self.starts)
        return -torch.expm1(-rates * (x - starts).clamp_min(0))

    def _log_density_of_each(self, x: Tensor) -> Tensor:
        rates, starts = at_points(x, self.rates, self.starts)
        return (rates.log() - rates * (x - starts)).masked_fill(x < starts, -math.inf)


@dataclass(frozen=True, eq=False)
class Laplaces(IndependentCoordinates):
    """Density exp(-|x - mean|/width)/(2 width): x = mean -+ width log(2 min(u, 1 - u)), minus for u >= 1/2.

    means, widths: [E, d], widths above 0; the standard deviation is sqrt(2) width.
    A point takes d uniforms and no normals.
    Accuracy: within a few roundings.
    """

    means: Tensor
    widths: Tensor

    def __post_init__(self) -> None:
        means = parameters(self.means, "means", "E d")
        widths = positive(parameters(self.widths, "widths", "E d"), "widths", "a width")
        alike(means.shape, means, widths=widths)
        object.__setattr__(self, "means", means)
        object.__setattr__(self, "widths", widths)

    @property
    def shape(self) -> tuple[int, int]:
        members, dimension = self.means.shape
        return members, dimension

    def mean(self) -> Tensor:
        return self.means

    def spread(self) -> Tensor:
        return self.widths * math.sqrt(2)

    def describe(self, k: int) -> str:
        k = self._member(k)
        return f"Laplace({printed(self.means[k])}, {printed(self.widths[k])})"

    def _quantile_of_each(self, u: Tensor) -> Tensor:
        means, widths = at_points(u, self.means, self.widths)
        out = -torch.log(2 * torch.minimum(u, 1 - u))
        return means + widths * torch.where(u < 0.5, -out, out)

    def _cdf_of_each(self, x: Tensor) -> Tensor:
        means, widths = at_points(x, self.means, self.widths)
        z = (x - means) / widths
        tail = torch.exp(-z.abs()) / 2
        return torch.where(z < 0, tail, 1 - tail)

    def _log_density_of_each(self, x: Tensor) -> Tensor:
        means, widths = at_points(x, self.means, self.widths)
        return -(x - means).abs() / widths - (2 * widths).log()
