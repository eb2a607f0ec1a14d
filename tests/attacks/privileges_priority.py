"""Takes a better priority."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.nice(-10)
