"""Returns a subclass of int."""
# ruff: noqa
# outcome: Stopped it returned a Fake,


class Fake(int):
    pass


def attack():
    return Fake(3)
