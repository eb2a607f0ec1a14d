"""Forks without end."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    while True:
        os.fork()
