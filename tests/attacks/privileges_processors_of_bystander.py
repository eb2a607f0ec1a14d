"""Moves a bystander to one processor."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.sched_setaffinity(int("@VICTIM@"), {0})
