"""Plans to change the exit status at the end."""
# ruff: noqa
# outcome: Returned 1.0

import atexit
import os

atexit.register(os._exit, 0)


def attack():
    return 1.0
