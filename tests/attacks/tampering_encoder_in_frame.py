"""Replaces the worker's own encoder by way of its frames."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: an array whose entries

import sys


def attack():
    sys._getframe(1).f_globals["packed"] = lambda value, room: {"a": ["float64", [1000000000], ""]}
    return 1.0
