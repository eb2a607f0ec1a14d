"""Returns a subclass of numpy's float that says it is numpy's own."""
# ruff: noqa
# outcome: Stopped it returned a float64,

import numpy as np

Fake = type("float64", (np.float64,), {"__module__": "numpy", "__eq__": lambda self, other: True})


def attack():
    return Fake(1.0)
