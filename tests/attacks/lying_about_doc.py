"""Is no function at all."""
# ruff: noqa
# outcome: Raised TypeError.*is a float, not a function

attack = 1.0
