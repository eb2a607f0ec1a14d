"""Puts a fake in numpy's place."""
# ruff: noqa
# outcome: (Returned|Stopped)

import sys


class Fake(float):
    pass


class Numpy:
    ndarray = Fake


sys.modules["numpy"] = Numpy


def attack():
    return 1.0
