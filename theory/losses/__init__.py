"""The losses as slides print them: discriminator and generator objectives, right ones and misprinted ones."""

from __future__ import annotations

from theory.losses import (
    costs,
    cross_entropy,
    derivation_slips,
    frozen_discriminator,
    generator_objective,
    least_squares_as_printed,
    push_forward,
    what_the_game_measures,
)

#: In the order in which they are best read.
PAGES = (
    cross_entropy,
    costs,
    what_the_game_measures,
    derivation_slips,
    frozen_discriminator,
    generator_objective,
    push_forward,
    least_squares_as_printed,
)
