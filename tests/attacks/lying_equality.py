"""Returns an object that equals everything."""
# ruff: noqa
# outcome: Stopped it returned a Fake,


class Fake:
    def __eq__(self, other):
        return True

    def __float__(self):
        return 0.0


def attack():
    return Fake()
