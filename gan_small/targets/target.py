"""What a law must be able to do to be learnt: give points, say how dense it is, and say where and how wide it is.

A target holds E laws, one for each member of an ensemble, with parameters stacked along the first axis in float64.
Randomness is an argument: `sample` is a function of the numbers that it is handed, and member k's points depend on
member k's numbers and parameters only.  All shapes below may have further axes in front, marked by "...".
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from copy import copy
from typing import Any, Self

import torch
from torch import Tensor


class NotATarget(ValueError):
    """Parameters, random numbers or points that belong to no such law; the text says which, and the way out."""


class NoDensity(ValueError):
    """The law has no density with respect to Lebesgue measure."""


class Target(ABC):
    """E laws in d dimensions; a frozen dataclass whose tensors are its parameters.

    Raises NotATarget for wrong parameters, when it is made, and for random numbers or points of a wrong shape.
    """

    @property
    @abstractmethod
    def shape(self) -> tuple[int, int]:
        """(E, d)."""

    @property
    def members(self) -> int:
        """E, the number of laws."""
        return self.shape[0]

    @property
    def dimension(self) -> int:
        """d, the dimension of a point."""
        return self.shape[1]

    @property
    def normals(self) -> int:
        """How many independent N(0, 1) a point takes."""
        return 0

    @property
    def uniforms(self) -> int:
        """How many independent uniforms on (0, 1), strictly between the ends, a point takes."""
        return 0

    def sample(self, normals: Tensor, uniforms: Tensor) -> Tensor:
        """Points [..., E, n, d] from normals [..., E, n, `.normals`] and uniforms [..., E, n, `.uniforms`].

        Computes in the dtype and on the device of `normals`; a kind that the law does not take has a last axis of 0.
        Accuracy: a few roundings of the parameters and of the result, unless the law says otherwise.  So a point of
        float32 may lie an ulp outside the support that float64 parameters describe, where the density is 0.
        Member k's points are the same bits in an ensemble of any size.  Nothing here waits for a GPU whose `to`
        brought the parameters there.
        """
        for drawn, name, wanted in ((normals, "normals", self.normals), (uniforms, "uniforms", self.uniforms)):
            if not drawn.is_floating_point() or drawn.dim() < 3 or drawn.shape[-3] != self.members:
                raise NotATarget(
                    f"{name} has shape {list(drawn.shape)} and type {drawn.dtype}; give floating-point numbers of "
                    f"shape [..., {self.members}, n, {wanted}], the members on the axis before the points"
                )
            if drawn.shape[-1] != wanted:
                raise NotATarget(
                    f"{name} has shape {list(drawn.shape)}; a point of this law takes {wanted} of them, as "
                    f"`target.{name}` says: give shape [..., {self.members}, n, {wanted}]"
                )
        if normals.shape[:-1] != uniforms.shape[:-1] or normals.dtype != uniforms.dtype:
            raise NotATarget(
                f"normals is {normals.dtype} of shape {list(normals.shape)} and uniforms {uniforms.dtype} of shape "
                f"{list(uniforms.shape)}; give both for the same points, in one dtype"
            )
        return self._points(normals, uniforms)

    def log_density(self, x: Tensor) -> Tensor:
        """log of the density at x [..., E, n, d], in nats: [..., E, n], -inf outside the support.

        Computes in the dtype of x: a standardised distance is off by about eps |x| / scale, so hand over float64
        where logarithms are to be subtracted.  Raises NoDensity where there is none.
        """
        if x.dim() < 3 or x.shape[-3] != self.members or x.shape[-1] != self.dimension:
            raise NotATarget(
                f"x has shape {list(x.shape)}; points of this target have shape [..., {self.members}, n, "
                f"{self.dimension}]"
            )
        return self._log_density(x)

    def quantile(self, u: Tensor) -> Tensor:
        """F^-1(u) of a law on the line, for u [..., E, n] in (0, 1): the same shape, without a last axis of 1."""
        return self._quantile(self._on_the_line(u, "u"))

    def cdf(self, x: Tensor) -> Tensor:
        """F(x) = P(X <= x) of a law on the line, for x [..., E, n]: the same shape, without a last axis of 1."""
        return self._cdf(self._on_the_line(x, "x"))

    @abstractmethod
    def mean(self) -> Tensor:
        """E X, [E, d]."""

    @abstractmethod
    def spread(self) -> Tensor:
        """The standard deviation of each coordinate, [E, d]."""

    def scale(self) -> Tensor:
        """One length for each member, to judge distances by, [E]: the root of the mean variance of a coordinate.

        On the line it is the standard deviation; for N(m, s^2 I) it is s in any dimension.
        """
        return self.spread().square().mean(-1).sqrt()

    @abstractmethod
    def describe(self, k: int) -> str:
        """Member k's law in a few words, such as N(1.234, 0.500)."""

    def select(self, members: Tensor | slice) -> Self:
        """The laws of some members, by a slice or by a vector of their numbers (or of truth values)."""
        if not isinstance(members, slice) and not (isinstance(members, Tensor) and members.dim() == 1):
            raise NotATarget(f"select({members!r}); give a slice, such as slice(3, 4), or a vector of numbers")
        return self._changed(lambda tensor: tensor[members])

    def to(self, device: torch.device | str) -> Self:
        """The same laws with their parameters on a device."""
        return self._changed(lambda tensor: tensor.to(device))

    @abstractmethod
    def _points(self, normals: Tensor, uniforms: Tensor) -> Tensor: ...

    @abstractmethod
    def _log_density(self, x: Tensor) -> Tensor: ...

    def _quantile(self, u: Tensor) -> Tensor:
        raise self._without("quantile")

    def _cdf(self, x: Tensor) -> Tensor:
        raise self._without("cdf")

    def _without(self, what: str) -> NotATarget:
        name = type(self).__name__
        return NotATarget(f"{name} has no {what}, not even in one dimension; on the line use Gaussians, or Mixtures")

    def _on_the_line(self, given: Tensor, name: str) -> Tensor:
        if self.dimension != 1:
            raise NotATarget(
                f"this law has {self.dimension} dimensions; quantiles and distribution functions order a line: "
                "project the points to a line first, or compare in another way"
            )
        if given.dim() < 2 or given.shape[-2] != self.members:
            raise NotATarget(
                f"{name} has shape {list(given.shape)}; give [..., {self.members}, n], without a last axis of 1"
            )
        return given

    def _changed(self, change: Any) -> Self:
        """A copy with changed tensors; what was a law remains one, so nothing is checked, and no GPU waited for."""
        changed = copy(self)
        for name, value in vars(self).items():
            if isinstance(value, Tensor):
                object.__setattr__(changed, name, change(value))  # the class is frozen, its new copy is not yet
        return changed

    def _member(self, k: int) -> int:
        if not 0 <= k < self.members:
            raise NotATarget(f"there is no member {k}; the members are numbered from 0 to {self.members - 1}")
        return k
