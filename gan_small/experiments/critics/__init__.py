"""Losses and penalties other than the first: what critics, least squares, hinge and pairing learn."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {
    "critic-slope-one": Listed(
        "critic-slope-one-on-transport-segments",
        "the critic of WGAN-GP falls at slope 1 from real to generated points",
        "gan_small.experiments.critics.critic_slope_one",
    ),
    "critic-value-is-w1": Listed(
        "kantorovich-rubinstein-duality",
        "the value of a WGAN critic measures the Wasserstein distance",
        "gan_small.experiments.critics.critic_value_is_w1",
    ),
    "weights-at-the-clip": Listed(
        "weight-clipping-bounds-lipschitz",
        "the weights of a clipped critic pile up at the two ends of the clip",
        "gan_small.experiments.critics.weights_at_the_clip",
    ),
    "least-squares-moves-away": Listed(
        "lsgan-frozen-gradient",
        "a least-squares generator moves towards the data",
        "gan_small.experiments.critics.least_squares_moves_away",
    ),
    "wgan-converges": Listed(
        "dirac-gan-wgan-gp",
        "the generator of a WGAN comes to rest at the data",
        "gan_small.experiments.critics.wgan_converges",
    ),
    "hinge-and-pairing": Listed(
        "dirac-gan-zero-centred-penalty",
        "a zero-centred penalty makes the equilibrium stable, of a hinge GAN and of a relativistic GAN",
        "gan_small.experiments.critics.hinge_and_pairing",
    ),
}
