"""How two players move: circles, spirals, swings, and steps of either."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {
    "losses-oscillate": Listed(
        "loss-oscillates-trained",
        "the losses of a trained GAN oscillate instead of settling",
        "gan_small.experiments.dynamics.losses_oscillate",
    ),
    "dirac-gan": Listed(
        "dirac-gan-unregularised",
        "without a regulariser the Dirac-GAN is not drawn in: simultaneous steps leave, alternating ones circle",
        "gan_small.experiments.dynamics.dirac_gan",
    ),
    "dirac-gan-regularised": Listed(
        "dirac-gan-zero-centred-penalty",
        "a regulariser of the discriminator brings the Dirac-GAN to its equilibrium",
        "gan_small.experiments.dynamics.dirac_gan_regularised",
    ),
    "bilinear-game": Listed(
        "gda-updates",
        "simultaneous gradient steps of a bilinear game spiral out, alternating ones stay bounded",
        "gan_small.experiments.dynamics.bilinear_game",
    ),
    "two-steps": Listed(
        "two-step-training-trained",
        "a step of D lowers its loss and a step of G raises the score of its points",
        "gan_small.experiments.dynamics.two_steps",
    ),
    "frozen-discriminator": Listed(
        "frozen-discriminator-collapse-trained",
        "against a frozen discriminator the generator collapses onto a point of largest D",
        "gan_small.experiments.dynamics.frozen_discriminator",
    ),
    "algorithm-1-converges": Listed(
        "algorithm-1-trained",
        "Algorithm 1 brings a small network to q = p",
        "gan_small.experiments.dynamics.algorithm_1",
    ),
}
