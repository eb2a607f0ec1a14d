"""Sends a signal to everything it can reach (0: to see whether it could)."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.kill(-1, 0)
