"""Returns the masked constant, which is neither equal nor different."""
# ruff: noqa
# outcome: Stopped it returned a MaskedConstant,

import numpy as np


def attack():
    return np.ma.masked
