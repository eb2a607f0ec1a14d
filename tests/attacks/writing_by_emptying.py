"""Empties a file that it may only read, by the flag O_TRUNC (the file is an empty one anyway)."""
# ruff: noqa
# outcome: Raised PermissionError

import os

import numpy as np


def attack():
    os.open(f"{np.__path__[0]}/py.typed", os.O_RDONLY | os.O_TRUNC)
