"""Renames the machine."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(170, b"mine", 4) < 0:
        raise OSError(ctypes.get_errno(), "host_name")
