"""Kills itself."""
# ruff: noqa
# outcome: Stopped killed by signal 9

import os
import signal


def attack():
    os.kill(os.getpid(), signal.SIGKILL)
