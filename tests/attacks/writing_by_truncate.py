"""Empties a file of the grader's by its name."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.truncate("@CANARY@/kept", 0)
