"""Returns a list that contains itself."""
# ruff: noqa
# outcome: Stopped it returned lists nested deeper than 32


def attack():
    cycle = [1.0]
    cycle.append(cycle)
    return cycle
