"""Has numpy write the file."""
# ruff: noqa
# outcome: Raised PermissionError

import numpy as np


def attack():
    np.save("@CANARY@/@MARK@", np.ones(3))
