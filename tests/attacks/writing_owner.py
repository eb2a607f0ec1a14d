"""Gives a file of the grader's away."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.chown("@CANARY@/kept", 65534, 65534)
