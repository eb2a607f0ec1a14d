"""Gives a bystander a worse priority."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.setpriority(os.PRIO_PROCESS, int("@VICTIM@"), 19)
