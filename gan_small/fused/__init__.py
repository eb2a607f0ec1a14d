"""Training by compiled C: one member after the other, each with its whole step in the processor's cache.

    available()     whether there is a compiler, and if not, why; callers then use torch
    Kernel          training for players of given sizes, Settings says by which game
    fill_normals    the random numbers of gan_small.randomness, in place

The reference is gan_small.step; tests compare the kernels with autograd.
"""

from __future__ import annotations

from gan_small.fused.build import Answer, NoCompiler, available
from gan_small.fused.calls import Kernel
from gan_small.fused.draws import fill_normals, fill_uniforms, philox
from gan_small.fused.settings import OBJECTIVES, OPTIMISERS, Settings

__all__ = [
    "OBJECTIVES",
    "OPTIMISERS",
    "Answer",
    "Kernel",
    "NoCompiler",
    "Settings",
    "available",
    "fill_normals",
    "fill_uniforms",
    "philox",
]
