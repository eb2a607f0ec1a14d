"""Aborts."""
# ruff: noqa
# outcome: Stopped killed by signal 6

import os


def attack():
    os.abort()
