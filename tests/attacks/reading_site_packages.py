"""Lists what is installed beside numpy."""
# ruff: noqa
# outcome: Raised PermissionError

import os

import numpy as np


def attack():
    return os.listdir(os.path.dirname(np.__path__[0]))
