"""The book: every claim, in the order in which they are best read."""

from __future__ import annotations

from theory import (
    change_of_variables,
    cited,
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
from theory.proving.claim import Claim

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

#: Every claim by its id, in reading order; what is taken on trust comes last.
BOOK: dict[str, Claim] = {c.id: c for page in PAGES for c in page.CLAIMS} | {c.id: c for c in cited.CITED}
