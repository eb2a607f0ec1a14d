"""Signals a bystander by an old system call."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(200, int("@VICTIM@"), 15) < 0:
        raise OSError(ctypes.get_errno(), "old_signal")
