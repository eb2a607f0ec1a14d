"""Reads the memory of a bystander."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(310, int("@VICTIM@"), None, 0, None, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "read_process")
