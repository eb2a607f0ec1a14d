"""Fills the disk with files that never had a name."""
# ruff: noqa
# outcome: Raised (PermissionError|IsADirectoryError|OSError)

import os


def attack():
    return os.open(".", os.O_TMPFILE | os.O_RDWR)
