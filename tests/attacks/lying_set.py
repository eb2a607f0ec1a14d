"""Returns a set."""
# ruff: noqa
# outcome: Stopped it returned a set,


def attack():
    return {1.0}
