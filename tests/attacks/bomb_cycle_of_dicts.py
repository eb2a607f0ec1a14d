"""Returns a dict that contains itself."""
# ruff: noqa
# outcome: Stopped it returned lists nested deeper than 32


def attack():
    cycle = {}
    cycle["x"] = cycle
    return cycle
