"""What the tests of targets share: populations whose member k has its own numbers, and scipy as a witness."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from scipy import stats

from gan_small.targets import (
    CorrelatedGaussians,
    Exponentials,
    Gaussians,
    Laplaces,
    Mixtures,
    Target,
    Uniforms,
    population,
    uniforms_wanted,
)

E = 5
WITHOUT_DENSITY = {"parallel-lines", "dirac"}
ON_THE_LINE = ["gauss", "bimodal", "exponential", "laplace", "uniform"]
IN_THE_PLANE = ["gauss-2d", "gauss-correlated", "ring", "grid"]


def made(name: str, members: int = E, seed: int = 1) -> Target:
    """Member k's uniforms come from its own generator, so they are the same in a population of any size."""
    rows = [np.random.default_rng([seed, k]).random(uniforms_wanted(name)) for k in range(members)]
    return population(name, members=members, uniforms=torch.tensor(np.array(rows)).reshape(members, -1))


def drawn(target, *lead: int, n: int = 7, seed: int = 2, dtype=torch.float64):
    """Normals and uniforms [*lead, E, n, .], member by member."""

    def stacked(kind: int, width: int) -> torch.Tensor:
        shape = (*lead, n, width)
        rngs = [np.random.default_rng([seed, kind, k]) for k in range(target.members)]
        each = [(rng.random(shape) * (1 - 2**-20) + 2**-21) if kind else rng.standard_normal(shape) for rng in rngs]
        return torch.tensor(np.stack(each, -3)).to(dtype)

    return stacked(0, target.normals), stacked(1, target.uniforms)


def projected(target: Any, k: int, d: np.ndarray, x: np.ndarray) -> Any:
    """By scipy: the distribution function of <d, X> for member k, d a direction of length 1."""
    match target:
        case Gaussians():
            mean, scale = target.means[k].numpy(), target.scales[k].numpy()
            return stats.norm.cdf(x, mean @ d, np.linalg.norm(scale * d))
        case CorrelatedGaussians():
            mean, root = target.means[k].numpy(), target.factors[k].numpy()
            return stats.norm.cdf(x, mean @ d, np.linalg.norm(root.T @ d))
        case Mixtures():
            parts = zip(target.weights[k].numpy(), target.means[k].numpy(), target.scales[k].numpy(), strict=True)
            return sum(w * stats.norm.cdf(x, m @ d, s) for w, m, s in parts)
        case Uniforms():
            low, high = float(target.lows[k]), float(target.highs[k])
            return stats.uniform.cdf(x, low, high - low)
        case Exponentials():
            return stats.expon.cdf(x, float(target.starts[k]), 1 / float(target.rates[k]))
        case Laplaces():
            return stats.laplace.cdf(x, float(target.means[k]), float(target.widths[k]))
    raise AssertionError(target)
