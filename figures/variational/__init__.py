"""Variational autoencoders: the bound, its two terms, and the gradient through noise."""
