"""Makes a folder where the grader would find it."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.mkdir("@CANARY@/@MARK@")
