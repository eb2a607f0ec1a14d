"""Returns a span of time."""
# ruff: noqa
# outcome: Stopped it returned a timedelta64,

import numpy as np


def attack():
    return np.timedelta64(1, "s")
