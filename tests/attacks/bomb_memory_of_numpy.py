"""Asks numpy for more memory than there is."""
# ruff: noqa
# outcome: Stopped more than 512 MiB of memory

import numpy as np


def attack():
    return np.ones(10**11).sum()
