"""Returns a list in a list in a list..."""
# ruff: noqa
# outcome: Stopped it returned lists nested deeper than 32


def attack():
    nested = []
    for _ in range(100_000):
        nested = [nested]
    return nested
