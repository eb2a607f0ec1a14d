"""Laws: what a density, a sample and a certified number can be asked of."""

from __future__ import annotations

from numerics.laws.exponential import Exponential, Laplace
from numerics.laws.finite import Finite, PointMass
from numerics.laws.many_dimensions import MultivariateNormal
from numerics.laws.mixture import Mixture
from numerics.laws.on_the_line import Normal, NotALaw, Uniform

__all__ = [
    "Exponential",
    "Finite",
    "Laplace",
    "Mixture",
    "MultivariateNormal",
    "Normal",
    "NotALaw",
    "PointMass",
    "Uniform",
]
