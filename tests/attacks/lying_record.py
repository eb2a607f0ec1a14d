"""Returns one record."""
# ruff: noqa
# outcome: Stopped it returned a void,

import numpy as np


def attack():
    return np.zeros(2, dtype=[("a", float)])[0]
