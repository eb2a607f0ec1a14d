"""DCGAN on scanned digits."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {}
