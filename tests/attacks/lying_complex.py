"""Returns a complex number."""
# ruff: noqa
# outcome: Stopped it returned a complex,


def attack():
    return 1.0 + 0.0j
