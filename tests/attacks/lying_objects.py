"""Returns an array of objects."""
# ruff: noqa
# outcome: Stopped it returned an array of object,

import numpy as np


class Fake(float):
    pass


def attack():
    return np.array([Fake(1.0)], dtype=object)
