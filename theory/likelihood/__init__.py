"""Maximum likelihood and its losses: squared error, Gaussian models, density estimates, and what they miss."""

from __future__ import annotations

from theory.likelihood import (
    density_estimates,
    maximum_likelihood,
    squared_error,
    two_samples,
    what_a_model_is,
)

#: In the order in which they are best read.
PAGES = (
    what_a_model_is,
    squared_error,
    maximum_likelihood,
    density_estimates,
    two_samples,
)
