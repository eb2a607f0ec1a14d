"""Removes a file of the grader's."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.unlink("@CANARY@/kept")
