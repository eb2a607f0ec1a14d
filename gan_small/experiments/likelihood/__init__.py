"""Models with a likelihood: the variational autoencoder, squared error, and what likelihood does not say."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {}
