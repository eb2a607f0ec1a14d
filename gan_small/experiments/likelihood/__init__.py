"""Models with a likelihood: the variational autoencoder, squared error, and what likelihood does not say."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {
    "elbo-below-evidence": Listed(
        "log-evidence-decomposition",
        "the ELBO of a trained VAE lies below log p(x) at every point, by the KL from its posterior to the true one",
        "gan_small.experiments.likelihood.elbo_below_evidence",
    ),
    "reparameterisation-variance": Listed(
        "reparameterisation",
        "the reparameterised gradient of the ELBO has at most half the variance of the score-function gradient",
        "gan_small.experiments.likelihood.reparameterisation_variance",
    ),
    "kl-term-closed-form": Listed(
        "gaussian-kl-closed-form",
        "the KL term of a VAE has a closed form, half the sum of mean^2 + variance - 1 - log variance",
        "gan_small.experiments.likelihood.kl_term_closed_form",
    ),
    "vae-blurs": Listed(
        "vae-fits-data-by-forward-kl",
        "a VAE puts more of its samples between two modes than a GAN of the same size",
        "gan_small.experiments.likelihood.vae_blurs",
    ),
    "squared-error-average": Listed(
        "mse-bimodal-average-trained",
        "a network trained with squared error on two-mode targets answers near their mean, and trained against a "
        "discriminator it answers near a mode",
        "gan_small.experiments.likelihood.squared_error_average",
    ),
    "posterior-collapse": Listed(
        "aggregated-posterior",
        "the KL term of a VAE is I(x; z) + KL(q(z) || p(z)), and it falls to 0 once the decoder's variance exceeds "
        "that of the data, and not before",
        "gan_small.experiments.likelihood.posterior_collapse",
    ),
    "likelihood-not-quality": Listed(
        "likelihood-not-quality",
        "great samples can have a poor likelihood, and samples that are 99% noise a better one than a smooth model's",
        "gan_small.experiments.likelihood.likelihood_not_quality",
    ),
}
