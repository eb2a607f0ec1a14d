"""Likelihood: squared error, maximum likelihood, and densities that are not what their samples look like."""
