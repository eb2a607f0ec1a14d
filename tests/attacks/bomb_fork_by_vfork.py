"""Forks by another system call."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(58) < 0:
        raise OSError(ctypes.get_errno(), "vfork")
