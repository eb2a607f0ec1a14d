"""Starts a program by posix_spawn."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    return os.posix_spawn("/bin/sh", ["sh", "-c", "echo here > @CANARY@/@MARK@"], {})
