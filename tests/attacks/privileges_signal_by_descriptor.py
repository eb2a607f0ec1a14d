"""Asks for a descriptor of a bystander, to signal it by."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    return os.pidfd_open(int("@VICTIM@"))
