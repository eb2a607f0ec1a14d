"""Follows the link to the grader's current folder."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    return os.readlink(f"/proc/{os.getppid()}/cwd")
