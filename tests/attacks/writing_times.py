"""Makes a file of the grader's look old."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.utime("@CANARY@/kept", (0, 0))
