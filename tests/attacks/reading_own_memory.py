"""Searches the memory of the process for what the grader left there."""
# ruff: noqa
# outcome: Raised PermissionError


def attack():
    with open("/proc/self/mem", "rb") as file:
        return file.read(10).hex()
