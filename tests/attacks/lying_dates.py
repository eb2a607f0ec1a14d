"""Returns an array of dates."""
# ruff: noqa
# outcome: Stopped it returned an array of datetime64

import numpy as np


def attack():
    return np.array(["2024-01-01"], dtype="datetime64[D]")
