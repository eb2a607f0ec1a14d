"""Raises SystemExit, as some programs end."""
# ruff: noqa
# outcome: Raised SystemExit.*line 9

import sys


def attack():
    sys.exit(0)
