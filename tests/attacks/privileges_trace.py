"""Attaches a debugger to a bystander."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(101, 16, int("@VICTIM@"), 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "trace")
