"""Both players are drawn to the mean of their own past.

    each player's cost  +  weight |theta - m|^2,    m = (theta_0 + ... + theta_t)/(t + 1)

theta_t are the parameters after t steps (for D: after the last of its updates in a step), the start among them.  m is
kept as a running mean, and held fixed as the cost is differentiated, so the force is 2 weight (theta - m).

Claims   historical-averaging
Source   Salimans et al. 2016, Section 3.3
"""

from __future__ import annotations

from torch import Tensor


def pull(theta: Tensor, past: Tensor, weight: float) -> Tensor:
    """weight |theta - m|^2 for each member, [E], from parameters and their past mean, [E, P] each."""
    # weight |theta - m|^2
    return weight * (theta - past).square().sum(-1)


def running_mean(past: Tensor, theta: Tensor, count: Tensor) -> Tensor:
    """The mean after step `count` (1, 2, ...: a scalar tensor), from the one before it and the new parameters."""
    # m + (theta_t - m)/(t + 1)
    return past + (theta - past) / (count + 1).to(past.dtype)
