"""Takes other arguments than it is given."""
# ruff: noqa
# outcome: Raised TypeError


def attack(p, q):
    return 1.0
