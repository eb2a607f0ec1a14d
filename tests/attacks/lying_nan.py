"""Returns nan: it travels, and equals nothing."""
# ruff: noqa
# outcome: Returned nan


def attack():
    return float("nan")
