"""Returns numpy's complex number."""
# ruff: noqa
# outcome: Stopped it returned a complex128,

import numpy as np


def attack():
    return np.complex128(1.0)
