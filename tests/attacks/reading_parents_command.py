"""Opens the command line of the grader, which names its files."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    with open(f"/proc/{os.getppid()}/cmdline") as file:
        return file.read()
