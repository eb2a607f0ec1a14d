"""Returns a subclass of float that equals everything."""
# ruff: noqa
# outcome: Stopped it returned a Fake,


class Fake(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


def attack():
    return Fake(3.0)
