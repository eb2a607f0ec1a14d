"""Looks for the grader's secrets in its environment as the kernel keeps it."""
# ruff: noqa
# outcome: Raised PermissionError


def attack():
    with open("/proc/self/environ") as file:
        return file.read()
