"""Which modes a generator covers, on the ring of 8 and on the grid of 25."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {}
