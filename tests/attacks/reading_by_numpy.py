"""Has numpy read the secret."""
# ruff: noqa
# outcome: Raised PermissionError

import numpy as np


def attack():
    return np.fromfile("@SECRET@", dtype=np.uint8)
