r"""How many modes a sample holds, how much of it is near one, and how evenly: the numbers that papers print.

A point belongs to the mode that is nearest in that mode's own standard deviations, and is of high quality if it is
within 3 of them.  What these numbers are worth is seen from a perfect generator, and from a collapsed one:

    high quality      a perfect generator scores P(chi^2_d <= 9) and no more: in the plane 1 - exp(-9/2) = 98.889%,
                      on the line 99.730%.  100% means a spread that is too small
    reverse KL        of the counts: with m of N equally likely modes hit it is at least log(N/m), whatever else the
                      generator does; and for a perfect one its mean is not 0 but about (N - 1)/(2n) for n points
    modes held        a mode counts with 1% of all points, so more than 100 can never be held, and of N equal ones
                      noise alone loses some as 1/N comes near to 1%

Source   Srivastava et al. 2017 (VEEGAN), Section 4.1, and Lin et al. 2018 (PacGAN), Section 4.1: from memory
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from gan_small.targets.mixture import Mixtures
from gan_small.targets.target import NotATarget


def modes_held(points: Tensor, target: Mixtures, *, within: float = 3.0, share: float = 0.01) -> Tensor:
    """For each member the number of modes that have at least `share` of all points within `within` deviations.

    points: [..., E, n, d].  Result: int64 [..., E].
    A point that is not finite is near no mode.  Raises NotATarget for wrong shapes.
    """
    nearest, gap = _nearest(points, target)
    counts = _counts(nearest, target.components, of=gap <= within**2)
    least = math.ceil(share * points.shape[-2] * (1 - 2.0**-50))  # 0.07 * 100 comes out above 7: it is rounded
    return (counts >= least).sum(-1)


def high_quality_share(points: Tensor, target: Mixtures, *, within: float = 3.0) -> Tensor:
    """For each member the share of its points that lie within `within` deviations of a mode.

    points: [..., E, n, d].  Result: float64 [..., E].
    Where the balls do not meet, a perfect generator scores p = 1 - exp(-within^2/2) on average in the plane, 98.889%
    at 3, with standard deviation sqrt(p(1 - p)/n).  A point that is not finite is near no mode.
    """
    _, gap = _nearest(points, target)
    return (gap <= within**2).to(torch.float64).mean(-1)


def reverse_kl_of_counts(points: Tensor, target: Mixtures) -> Tensor:
    r"""KL(counts || weights) = sum_i q_i log(q_i/w_i) in nats, q_i the share of all points nearest to mode i.

    points: [..., E, n, d].  Result: float64 [..., E], between log(1/W) and log(1/min w_i), W the weight of the modes
    hit: with N equal weights and m modes hit from log(N/m) to log N.  nan if a member has a point that is not finite.
    It knows nothing of what happens inside a mode: all points on the modes' centres score 0.
    Accuracy: absolute about N 2^-52.
    """
    nearest, _ = _nearest(points, target)
    q = _counts(nearest, target.components).to(torch.float64) / points.shape[-2]
    w = target.weights.to(q)
    found = (torch.xlogy(q, q) - torch.xlogy(q, w)).sum(-1).clamp_min(0)  # below 0 by rounding only (Gibbs)
    return found.masked_fill(~torch.isfinite(points).all(-1).all(-1), math.nan)


def _nearest(points: Tensor, target: Mixtures) -> tuple[Tensor, Tensor]:
    """The nearest mode of each point and the squared distance to it in its deviations, [..., E, n] each."""
    wanted = (target.members, target.dimension)
    if points.dim() < 3 or (points.shape[-3], points.shape[-1]) != wanted or not points.shape[-2]:
        raise NotATarget(
            f"points has shape {list(points.shape)}; give [..., {wanted[0]}, n, {wanted[1]}] with n at least 1"
        )
    gap, nearest = target.squared_deviations(points.to(torch.float64)).min(-1)
    return nearest, gap


def _counts(nearest: Tensor, modes: int, *, of: Tensor | None = None) -> Tensor:
    """How many points, of those marked, each mode has: [..., E, modes]."""
    ones = torch.ones_like(nearest) if of is None else of.to(torch.int64)
    return nearest.new_zeros(*nearest.shape[:-1], modes).scatter_add_(-1, nearest, ones)
