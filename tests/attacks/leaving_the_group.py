"""Leaves its process group."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.setpgid(0, 0)
