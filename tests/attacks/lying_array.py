"""Returns a subclass of numpy's array that equals everything."""
# ruff: noqa
# outcome: Stopped it returned a Fake,

import numpy as np


class Fake(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, dtype=bool)


def attack():
    return np.zeros(3).view(Fake)
