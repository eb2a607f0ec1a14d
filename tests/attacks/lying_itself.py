"""Returns the exception that it would have raised."""
# ruff: noqa
# outcome: Stopped it returned a ValueError,


def attack():
    return ValueError("x")
