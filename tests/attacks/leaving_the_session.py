"""Leaves its session, to survive the end of its group."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.setsid()
