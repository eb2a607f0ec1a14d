"""Lists the home of whoever runs the grader."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    return os.listdir("@HOME@")
