"""Projections: the member of a family that is closest to a law, which depends on what "close" means."""

from __future__ import annotations

from numerics.fits.certified_projection import CertifiedMinimum, certified_minima, certified_minimum, objective_at
from numerics.fits.gaussian_projection import (
    JSD,
    LOG_D,
    REVERSE_KL,
    Blend,
    Found,
    Landscape,
    MomentMatch,
    forward_projection,
    local_minima,
)
from numerics.fits.restricted_families import DIVERGENCES, BinomialFit, Convex, Stationary

__all__ = [
    "DIVERGENCES",
    "JSD",
    "LOG_D",
    "REVERSE_KL",
    "BinomialFit",
    "Blend",
    "CertifiedMinimum",
    "Convex",
    "Found",
    "Landscape",
    "MomentMatch",
    "Stationary",
    "certified_minima",
    "certified_minimum",
    "forward_projection",
    "local_minima",
    "objective_at",
]
