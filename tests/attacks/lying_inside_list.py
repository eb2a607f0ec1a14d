"""Hides the lying object in a list."""
# ruff: noqa
# outcome: Stopped it returned a Fake,


class Fake(float):
    pass


def attack():
    return [1.0, [Fake(2.0)]]
