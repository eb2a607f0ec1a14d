"""Layers and recipes: convolutions and their transposes, activations, normalisation, feature matching."""

from __future__ import annotations

from theory.networks import (
    activations,
    batch_statistics,
    cited,
    dcgan,
    feature_matching,
    latent_paths,
    transposed_convolution,
)

#: In the order in which they are best read.
PAGES = (
    transposed_convolution,
    dcgan,
    activations,
    batch_statistics,
    feature_matching,
    latent_paths,
    cited,
)
