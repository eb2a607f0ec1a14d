"""The game itself: its value, the best discriminator, what the generator's gradient is, and the variations."""

from __future__ import annotations

from theory.minimax import (
    change_of_variables,
    divergences_are_not_negative,
    frozen_vs_value,
    generator_losses,
    label_smoothing,
    log_d_trick,
    lsgan,
    optimal_discriminator,
    regret,
    saturating_gradient,
    tangent_lines,
    two_points,
    value_at_the_optimum,
    weighted_priors,
)

#: In the order in which they are best read.
PAGES = (
    change_of_variables,
    tangent_lines,
    divergences_are_not_negative,
    optimal_discriminator,
    value_at_the_optimum,
    regret,
    saturating_gradient,
    log_d_trick,
    frozen_vs_value,
    generator_losses,
    label_smoothing,
    weighted_priors,
    lsgan,
    two_points,
)
