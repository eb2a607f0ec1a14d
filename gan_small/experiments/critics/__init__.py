"""Losses and penalties other than the first: what critics, least squares, hinge and pairing learn."""

from gan_small.experiments.entry import Listed

LISTED: dict[str, Listed] = {}
