"""Opens the memory of the grader."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    with open(f"/proc/{os.getppid()}/mem", "rb") as file:
        return file.read(10).hex()
