"""Returns an array of records."""
# ruff: noqa
# outcome: Stopped it returned an array of void

import numpy as np


def attack():
    return np.zeros(2, dtype=[("a", float), ("b", int)])
