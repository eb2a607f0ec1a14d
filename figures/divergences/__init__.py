"""Divergences: KL in both directions, JSD, what they do to a fit, and where they are infinite."""
