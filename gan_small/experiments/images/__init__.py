"""DCGAN on scanned digits."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {
    "dcgan-digits": Listed(
        "dcgan-recipe-trained",
        "with this recipe a DCGAN learns images",
        "gan_small.experiments.images.dcgan_digits",
    ),
    "latent-interpolation": Listed(
        "dcgan-interpolation-arithmetic",
        "between two noises lie images of digits, and arithmetic on noises is arithmetic on what the digits mean",
        "gan_small.experiments.images.latent_interpolation",
    ),
    "digits-equilibrium": Listed(
        "dstar-half",
        "at the end of training the discriminator says one half everywhere",
        "gan_small.experiments.images.digits_equilibrium",
    ),
}
