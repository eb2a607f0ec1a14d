"""f-divergences: dual bounds, second order, sharp inequalities between divergences, the root of JSD as a distance."""

from __future__ import annotations

from types import ModuleType

from theory.inequalities import (
    best_classifier,
    convergence,
    data_processing,
    discriminator_mistakes,
    f_gan,
    generator_of_js,
    jensen_shannon_and_kl,
    mutual_information,
    pinsker,
    rates,
    root_of_jsd,
    second_order,
    total_variation,
    triangular_and_hellinger,
    two_kl_to_the_mixture,
)

#: In the order in which they are best read.
PAGES: tuple[ModuleType, ...] = (
    f_gan,
    second_order,
    generator_of_js,
    jensen_shannon_and_kl,
    two_kl_to_the_mixture,
    triangular_and_hellinger,
    total_variation,
    pinsker,
    data_processing,
    mutual_information,
    root_of_jsd,
    best_classifier,
    discriminator_mistakes,
    convergence,
    rates,
)
