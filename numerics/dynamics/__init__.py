"""Two players on the smallest games: fields, rules, what they declare and what is measured."""

from __future__ import annotations

from numerics.dynamics.fields import (
    Consensus,
    Gan,
    InstanceNoise,
    NonSaturating,
    Plain,
    SlopeOnePenalty,
    Wgan,
    ZeroCentredPenalty,
)
from numerics.dynamics.rules import (
    Alternating,
    Clipped,
    Extragradient,
    Simultaneous,
    averaged,
    critical_penalty,
    declared_rate,
    largest_step,
    measured_rate,
    orbit,
)

__all__ = [
    "Alternating",
    "Clipped",
    "Consensus",
    "Extragradient",
    "Gan",
    "InstanceNoise",
    "NonSaturating",
    "Plain",
    "Simultaneous",
    "SlopeOnePenalty",
    "Wgan",
    "ZeroCentredPenalty",
    "averaged",
    "critical_penalty",
    "declared_rate",
    "largest_step",
    "measured_rate",
    "orbit",
]
