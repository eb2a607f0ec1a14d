"""Forks by the number that the call has in another table (x32)."""
# ruff: noqa
# outcome: Stopped killed by signal 31
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(0x40000000 + 57) < 0:
        raise OSError(ctypes.get_errno(), "fork")
