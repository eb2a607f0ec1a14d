"""Laws to learn, one for each member of an ensemble: they know their density and sample on any device."""

from __future__ import annotations

from gan_small.targets.gaussian import CorrelatedGaussians, Gaussians
from gan_small.targets.lines_and_points import Dirac, ParallelLine
from gan_small.targets.mixture import Mixtures
from gan_small.targets.modes import high_quality_share, modes_held, reverse_kl_of_counts
from gan_small.targets.on_the_line import Exponentials, IndependentCoordinates, Laplaces, Uniforms
from gan_small.targets.population import NAMES, population, uniforms_wanted
from gan_small.targets.ring_and_grid import VERSION, grid_of_25, ring_of_8
from gan_small.targets.target import NoDensity, NotATarget, Target

__all__ = [
    "NAMES",
    "VERSION",
    "CorrelatedGaussians",
    "Dirac",
    "Exponentials",
    "Gaussians",
    "IndependentCoordinates",
    "Laplaces",
    "Mixtures",
    "NoDensity",
    "NotATarget",
    "ParallelLine",
    "Target",
    "Uniforms",
    "grid_of_25",
    "high_quality_share",
    "modes_held",
    "population",
    "reverse_kl_of_counts",
    "ring_of_8",
    "uniforms_wanted",
]
