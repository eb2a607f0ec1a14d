"""Leaves the process."""
# ruff: noqa
# outcome: Stopped the process ended with status 0 \(os._exit

import os


def attack():
    os._exit(0)
