"""Makes a file in memory to run."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    return os.memfd_create("program")
