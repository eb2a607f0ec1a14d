"""Supports that fill no volume: curves, tubes, perfect discriminators, noise."""
