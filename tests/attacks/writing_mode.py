"""Opens a file of the grader's to everybody."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.chmod("@CANARY@/kept", 0o777)
