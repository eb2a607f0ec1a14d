"""Returns a dict whose keys are numbers."""
# ruff: noqa
# outcome: Stopped it returned a dict with a int for a key,


def attack():
    return {1: 2.0}
