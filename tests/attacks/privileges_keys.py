"""Asks for the session's keys."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(250, 0, -3, 1) < 0:
        raise OSError(ctypes.get_errno(), "keys")
