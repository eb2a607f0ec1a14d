"""Figures of bounds between divergences, and where they are attained."""
