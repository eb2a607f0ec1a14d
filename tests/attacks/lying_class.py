"""Returns an object that says its class is float."""
# ruff: noqa
# outcome: Stopped it returned a Fake,


class Fake:
    __class__ = float


def attack():
    return Fake()
