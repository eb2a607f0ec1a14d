"""Joins a group."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.setgid(0)
