"""Returns a million numbers."""
# ruff: noqa
# outcome: Stopped it returned more than 100000 values


def attack():
    return [0.5] * 10**6
