"""Returns an object whose class says it is any other class."""
# ruff: noqa
# outcome: (Stopped|Raised)


class Meta(type):
    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(float)


class Fake(metaclass=Meta):
    pass


def attack():
    return Fake()
