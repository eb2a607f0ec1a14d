"""Rewrites the number 1 in the memory of the process."""
# ruff: noqa
# outcome: (Returned|Stopped|Raised)

import ctypes


def attack():
    ctypes.memset(id(1) + 24, 7, 1)
    return 1
