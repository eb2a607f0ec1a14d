"""Ends the group of a process that has nothing to do with it."""
# ruff: noqa
# outcome: Raised PermissionError

import os
import signal


def attack():
    os.killpg(int("@VICTIM@"), signal.SIGTERM)
