"""Ends a process that has nothing to do with it."""
# ruff: noqa
# outcome: Raised PermissionError

import os
import signal


def attack():
    os.kill(int("@VICTIM@"), signal.SIGTERM)
