"""How two players move: circles, spirals, swings, and steps of either."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {
    "losses-oscillate": Listed(
        "loss-oscillates-trained",
        "the losses of a trained GAN oscillate instead of settling",
        "gan_small.experiments.dynamics.losses_oscillate",
    ),
}
