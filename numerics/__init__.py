"""Numbers of the lecture, each by several roads: divergences between weights, certified enclosures, transport.

The public functions, in one list.  They take numpy arrays (or anything numpy turns into one) and return floats, or
arrays for batches; tensors of other libraries are refused with the remedy.  Conventions are those of
theory.conventions: nats, kl(p, q) = KL(p || q), a divergence is not a distance.

    weights to number     kl js js_distance weighted_js js_of jeffreys tv chi_square squared_hellinger
    hellinger_distance
                          triangular renyi alpha_divergence f_divergence entropy cross_entropy
    counts to weights     normalise
"""

from __future__ import annotations

from numerics.divergences import (
    chi_square,
    cross_entropy,
    entropy,
    hellinger_distance,
    jeffreys,
    js,
    js_distance,
    js_of,
    kl,
    squared_hellinger,
    triangular,
    tv,
    weighted_js,
)
from numerics.f_divergences import Generator, f_divergence
from numerics.power_divergences import alpha_divergence, renyi
from numerics.weights import NotWeights, normalise

__all__ = [
    "Generator",
    "NotWeights",
    "alpha_divergence",
    "chi_square",
    "cross_entropy",
    "entropy",
    "f_divergence",
    "hellinger_distance",
    "jeffreys",
    "js",
    "js_distance",
    "js_of",
    "kl",
    "normalise",
    "renyi",
    "squared_hellinger",
    "triangular",
    "tv",
    "weighted_js",
]
