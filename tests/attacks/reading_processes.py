"""Lists the processes of the machine."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    return os.listdir("/proc")
