"""Moves a file of the grader's into the scratch folder."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.rename("@CANARY@/kept", "kept")
