r"""Mixtures of round normal laws: sum_i w_i N(m_i, s_i^2 I), the targets with several modes.

    one uniform chooses the component:  i = #{j : u >= w_1 + ... + w_j}
    d normals place the point in it:    x = m_i + s_i z
    log p(x) = log sum_i exp(log w_i - |x - m_i|^2/(2 s_i^2) - d log s_i - (d/2) log 2 pi)

The sum is taken by log-sum-exp, so that it does not underflow far from all modes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from gan_small.targets.gaussian import standard_cdf
from gan_small.targets.parameters import alike, at_points, parameters, positive, printed, refuse
from gan_small.targets.target import NotATarget, Target

HALVINGS = 64  # of a bracket: as many as a double has bits
APART = 1e-9  # in standard deviations: rounding in cos and sin moves a mean of size 1 by 1e-16, so by 1e-14 of 0.01


@dataclass(frozen=True, eq=False)
class Mixtures(Target):
    """sum_i w_i N(m_i, s_i^2 I) with c components in d dimensions.

    weights: [E, c], not negative, with sum 1 up to c 2^-52 (what w / w.sum(-1, keepdim=True) in float64 gives).
    means: [E, c, d].  scales: [E, c], standard deviations.  name: what `describe` calls it, if not its components.
    A point takes d normals and one uniform.  A chance below the resolution of the uniforms (2^-23 for those of
    gan_small.randomness) is rounded.
    Components that coincide are refused: their weights belong together, and modes would be counted twice.
    quantile (d = 1) bisects, at the price of 64 distribution functions.  Accuracy: x is within a few eps of an answer
    relative to |x| and the largest |m_i|, or the smaller of F(x) and 1 - F(x) is right up to (c + z^2) eps, z the
    deviations from the nearest mode; in a gap between modes, where F is flat, that leaves x open.
    """

    weights: Tensor
    means: Tensor
    scales: Tensor
    name: str = ""

    def __post_init__(self) -> None:
        weights, means = parameters(self.weights, "weights", "E c"), parameters(self.means, "means", "E c d")
        scales = positive(parameters(self.scales, "scales", "E c"), "scales", "a standard deviation")
        alike(means.shape[:2], means, weights=weights, scales=scales)
        refuse(weights < 0, weights, "weights", "a weight is not negative")
        total = weights.sum(-1)
        # c roundings in a sum, c more in dividing by it, of 2^-53 each
        off = (total - 1).abs() > weights.shape[1] * 2.0**-52
        refuse(off, total, "sum of weights", "weights add up to 1: divide them by their sum, in float64")
        _refuse_twins(means, scales)
        for field, tensor in (("weights", weights), ("means", means), ("scales", scales)):
            object.__setattr__(self, field, tensor)

    @property
    def shape(self) -> tuple[int, int]:
        members, _, dimension = self.means.shape
        return members, dimension

    @property
    def components(self) -> int:
        """c."""
        return self.means.shape[1]

    @property
    def normals(self) -> int:
        return self.dimension

    @property
    def uniforms(self) -> int:
        return 1

    def mean(self) -> Tensor:
        return (self.weights[..., None] * self.means).sum(1)

    def spread(self) -> Tensor:
        """From the centred means: sum w (s^2 + (m - mean)^2) has no cancellation."""
        centred = self.means - self.mean().unsqueeze(1)
        return (self.weights[..., None] * (self.scales[..., None].square() + centred.square())).sum(1).sqrt()

    def describe(self, k: int) -> str:
        k = self._member(k)
        if self.name:
            return self.name
        if self.components > 4:
            return f"mixture of {self.components} normal laws around {printed(self.mean()[k])}"
        parts = zip(self.weights[k], self.means[k], self.scales[k], strict=True)
        return " + ".join(f"{float(w):.3f} N({printed(m)}, {float(s):.3f})" for w, m, s in parts)

    def squared_deviations(self, x: Tensor) -> Tensor:
        """|x - m_i|^2/s_i^2 for points x [..., E, n, d]: [..., E, n, c], coordinate by coordinate to save memory."""
        means, scales = at_points(x, self.means, self.scales)
        found = x.new_zeros(())
        for j in range(self.dimension):
            found = found + ((x[..., j, None] - means[..., j]) / scales).square()
        return found

    def _points(self, normals: Tensor, uniforms: Tensor) -> Tensor:
        means, scales = self.means.to(normals), self.scales.to(normals)
        ends = self.weights.cumsum(-1)[:, :-1].to(normals).contiguous()
        # [..., E, n] with the members in front, as searchsorted wants it
        u = uniforms[..., 0].movedim(-2, 0)
        chosen = torch.searchsorted(ends, u.flatten(1).contiguous(), right=True)
        chosen = chosen.view(u.shape).movedim(0, -2)
        row = torch.arange(self.members, device=chosen.device).unsqueeze(-1)
        return means[row, chosen] + scales[row, chosen].unsqueeze(-1) * normals

    def _log_density(self, x: Tensor) -> Tensor:
        weights, scales = at_points(x, self.weights, self.scales)
        constant = weights.log() - self.dimension * (scales.log() + math.log(2 * math.pi) / 2)
        return torch.logsumexp(constant - self.squared_deviations(x) / 2, -1)

    def _cdf(self, x: Tensor) -> Tensor:
        return self._below(x, torch.ones_like(x))

    def _below(self, x: Tensor, side: Tensor) -> Tensor:
        """P(X < x) where side is 1, P(X > x) where it is -1: each tail to its own relative accuracy."""
        weights, means, scales = at_points(x, self.weights, self.means[..., 0], self.scales)
        return (weights * standard_cdf(side[..., None] * (x[..., None] - means) / scales)).sum(-1)

    def _quantile(self, u: Tensor) -> Tensor:
        """A quantile of the mixture lies between the least and the largest of its components' quantiles."""
        means, scales = at_points(u, self.means[..., 0], self.scales)
        each = means + scales * torch.special.ndtri(u)[..., None]
        low, high = each.amin(-1), each.amax(-1)
        side = torch.where(u < 0.5, 1.0, -1.0).to(u)
        mass = torch.minimum(u, 1 - u)
        for _ in range(HALVINGS):
            middle = low + (high - low) / 2
            right = (self._below(middle, side) < mass) == (side > 0)
            low, high = torch.where(right, middle, low), torch.where(right, high, middle)
        return low + (high - low) / 2


def _refuse_twins(means: Tensor, scales: Tensor) -> None:
    gaps = (means.unsqueeze(2) - means.unsqueeze(1)).abs().amax(-1)
    twins = (gaps <= APART * scales.unsqueeze(2)) & (scales.unsqueeze(2) == scales.unsqueeze(1))
    twins = twins.triu(1)
    if bool(twins.any()):
        k, i, j = twins.nonzero()[0].tolist()
        raise NotATarget(
            f"components {i} and {j} of member {k} coincide at {printed(means[k, i])}; leave one out and add up "
            "their weights (a circle from linspace counts its first point twice: take angles 2 pi i/c for i < c)"
        )
