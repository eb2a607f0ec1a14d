"""Returns a subclass of str."""
# ruff: noqa
# outcome: Stopped it returned a Fake,


class Fake(str):
    pass


def attack():
    return Fake("3")
