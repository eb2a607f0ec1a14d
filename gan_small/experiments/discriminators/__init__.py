"""What a discriminator learns against a generator that stands still, and what it then tells the generator."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {}
