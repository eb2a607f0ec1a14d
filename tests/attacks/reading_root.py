"""Lists the root folder."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    return os.listdir("/")
