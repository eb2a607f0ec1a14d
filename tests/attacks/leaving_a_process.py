"""Leaves a process behind by forking twice."""
# ruff: noqa
# outcome: Raised PermissionError

import os
import time


def attack():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(1000)
        os._exit(0)
    return 1.0
