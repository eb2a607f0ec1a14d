"""Hangs an attribute on a file of the grader's."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.setxattr("@CANARY@/kept", "user.canary", b"1")
