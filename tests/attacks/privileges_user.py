"""Becomes another user."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.setuid(0)
