"""Low-dimensional supports: perfect discriminators, vanishing and noisy gradients, and what noise repairs."""

from __future__ import annotations

from theory.supports import (
    alignment,
    dimension,
    noise,
    noisy_gradient,
    perfect_discriminator,
)

#: In the order in which they are best read.
PAGES = (
    dimension,
    perfect_discriminator,
    alignment,
    noise,
    noisy_gradient,
)
