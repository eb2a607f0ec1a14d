"""The variational autoencoder: the evidence bound, its derivation, Gaussian closed forms, reparameterisation."""

from __future__ import annotations

from theory.variational import (
    bound_misprinted,
    evidence_bound,
    gaussian_regulariser,
    implicit_models,
    many_samples,
    posterior_and_data,
    reparameterisation_trick,
)

#: In the order in which they are best read.
PAGES = (
    evidence_bound,
    bound_misprinted,
    many_samples,
    gaussian_regulariser,
    posterior_and_data,
    reparameterisation_trick,
    implicit_models,
)
