"""Returns a function."""
# ruff: noqa
# outcome: Stopped it returned a function,


def attack():
    return lambda: 1.0
