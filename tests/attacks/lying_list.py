"""Returns a subclass of list that is longer each time it is read."""
# ruff: noqa
# outcome: Stopped it returned a Fake,


class Fake(list):
    def __len__(self):
        return 7


def attack():
    return Fake([1.0])
