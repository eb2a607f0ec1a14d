"""Returns an object that numpy would take for an array."""
# ruff: noqa
# outcome: Stopped it returned a Fake,


class Fake:
    @property
    def __array_interface__(self):
        return {"shape": (10**9,), "typestr": "<f8", "data": (0, False), "version": 3}


def attack():
    return Fake()
