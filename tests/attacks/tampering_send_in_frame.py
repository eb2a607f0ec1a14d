"""Replaces the worker's own sending by way of its frames."""
# ruff: noqa
# outcome: Stopped (no answer|the process ended)

import sys


def attack():
    sys._getframe(1).f_globals["send"] = lambda pipe, data: None
    return 1.0
