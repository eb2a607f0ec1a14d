"""The pages of probes, by the name of the function."""

from __future__ import annotations

from collections.abc import Mapping

from grading.probes.alternating_step import ALTERNATING_STEP
from grading.probes.cross_entropy import CROSS_ENTROPY
from grading.probes.discriminator_loss import DISCRIMINATOR_LOSS
from grading.probes.gan_value import GAN_VALUE
from grading.probes.generator_loss import GENERATOR_LOSS
from grading.probes.gradient_penalty import GRADIENT_PENALTY
from grading.probes.js import JS
from grading.probes.kl import KL
from grading.probes.optimal_discriminator import OPTIMAL_DISCRIMINATOR
from grading.probes.probed import Probed
from grading.probes.total_variation import TOTAL_VARIATION
from grading.probes.wasserstein_1d import WASSERSTEIN_1D

PROBED: Mapping[str, Probed] = {
    page.name: page
    for page in (
        KL,
        JS,
        TOTAL_VARIATION,
        CROSS_ENTROPY,
        OPTIMAL_DISCRIMINATOR,
        GAN_VALUE,
        WASSERSTEIN_1D,
        DISCRIMINATOR_LOSS,
        GENERATOR_LOSS,
        GRADIENT_PENALTY,
        ALTERNATING_STEP,
    )
}


def probed(name: str) -> Probed:
    """The page of that name; ValueError names the ones there are.

    >>> probed("kl").signature
    'kl(p, q)'
    """
    if name not in PROBED:
        raise ValueError(
            f"there are no probes {name!r}; there are {', '.join(PROBED)}, or give the item cases of its own"
        )
    return PROBED[name]
