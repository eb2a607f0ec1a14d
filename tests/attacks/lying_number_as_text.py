"""Returns a number as text: it stays text."""
# ruff: noqa
# outcome: Returned '0.5'


def attack():
    return "0.5"
