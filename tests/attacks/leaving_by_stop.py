"""Stops itself, to be found later."""
# ruff: noqa
# outcome: Stopped no answer within

import os
import signal


def attack():
    os.kill(os.getpid(), signal.SIGSTOP)
