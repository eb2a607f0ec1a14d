"""Becomes another program."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.execv("/bin/sleep", ["sleep", "1000"])
