"""Maps the secret into memory."""
# ruff: noqa
# outcome: Raised PermissionError

import numpy as np


def attack():
    return np.array(np.memmap("@SECRET@", mode="r"))
