"""Sends the grader a signal (0: to see whether it could)."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.kill(os.getppid(), 0)
