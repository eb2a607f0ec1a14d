"""Returns an array of texts."""
# ruff: noqa
# outcome: Stopped it returned an array of str

import numpy as np


def attack():
    return np.array(["1.0", "2.0"])
