"""What a discriminator learns against a generator that stands still, and what it then tells the generator."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {
    "divergence-seen": Listed(
        "divergence-seen-by-d-trained",
        "a trained discriminator's value is near -log 4 for close laws and near 0 for far ones",
        "gan_small.experiments.discriminators.divergence_seen",
    ),
    "perfect-discriminator": Listed(
        "almost-perfect-d-trained",
        "a retrained discriminator is almost perfect after few iterations, and the generator's gradient vanishes",
        "gan_small.experiments.discriminators.perfect_discriminator",
    ),
    "log-d-gradient": Listed(
        "ns-gradients-mean-variance",
        "the log D trick makes the generator's gradient much stronger, but unstable",
        "gan_small.experiments.discriminators.log_d_gradient",
    ),
    "noise-smooths-training": Listed(
        "noise-smooths",
        "noise on what the discriminator sees keeps the generator's gradient from vanishing",
        "gan_small.experiments.discriminators.noise_smooths_training",
    ),
    "discriminator-is-calibrated": Listed(
        "score-is-posterior",
        "the score of a discriminator is the probability that its input is real",
        "gan_small.experiments.discriminators.discriminator_is_calibrated",
    ),
    "two-sample-test-learnt": Listed(
        "two-sample-test",
        "a trained discriminator is a two-sample test, with more power than a classical one",
        "gan_small.experiments.discriminators.two_sample_test_learnt",
    ),
}
