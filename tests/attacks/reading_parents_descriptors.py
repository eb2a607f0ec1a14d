"""Lists the open files of the grader."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    return os.listdir(f"/proc/{os.getppid()}/fd")
