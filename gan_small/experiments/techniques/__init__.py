"""The improved techniques, each against its absence."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {}
