"""Opens the environment of the grader."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    with open(f"/proc/{os.getppid()}/environ") as file:
        return file.read()
