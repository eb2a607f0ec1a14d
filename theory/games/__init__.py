"""Two players and their dynamics: saddle points, zero sums, gradient steps, Dirac-GAN, the bilinear game."""

from __future__ import annotations

from theory.games import (
    algorithm,
    dirac_gan,
    dirac_gan_regularised,
    gradient_steps,
    moving_the_law,
    oscillation,
    saddle_point,
    zero_sum,
)

#: In the order in which they are best read.
PAGES = (
    saddle_point,
    zero_sum,
    algorithm,
    gradient_steps,
    dirac_gan,
    dirac_gan_regularised,
    oscillation,
    moving_the_law,
)
