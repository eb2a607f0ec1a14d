"""Returns a truth value for a number: it stays one."""
# ruff: noqa
# outcome: Returned True

import numpy as np


def attack():
    return np.bool_(True)
