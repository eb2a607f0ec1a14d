"""Which modes a generator covers, on the ring of 8, on the grid of 25, and on two modes of the line."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {
    "mode-collapse": Listed(
        "mode-collapse-figure",
        "a generator trained on a ring of eight Gaussians covers few of its modes",
        "gan_small.experiments.modes.mode_collapse",
    ),
    "grid-of-25": Listed(
        "mode-collapse-definition",
        "on the grid of 25 a GAN that collapses covers more modes with R1, with pairing, or without momentum",
        "gan_small.experiments.modes.grid_of_25",
    ),
    "quality-ceiling": Listed(
        "mode-collapse-definition",
        "a perfect generator scores 98.889 percent of high-quality samples, not 100",
        "gan_small.experiments.modes.quality_ceiling",
    ),
    "reverse-kl-of-counts": Listed(
        "log-sum-inequality",
        "the reverse KL of the mode counts is at least the logarithm of N over the number of modes",
        "gan_small.experiments.modes.reverse_kl_of_counts",
    ),
    "reverse-kl-is-mode-seeking": Listed(
        "reverse-kl-mode-seeking",
        "a generator that is too simple for two modes settles on one of them",
        "gan_small.experiments.modes.reverse_kl_seeks",
    ),
    "generator-at-the-minimum": Listed(
        "js-vs-kl-fits",
        "with a strong discriminator a generator settles at a minimum of the divergence of its loss",
        "gan_small.experiments.modes.at_the_minima",
    ),
}
