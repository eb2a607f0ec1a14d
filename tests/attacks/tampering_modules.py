"""Looks for the worker's own modules."""
# ruff: noqa
# outcome: Returned \[\]

import sys


def attack():
    return [name for name in sys.modules if "grading" in name or "sandbox" in name]
