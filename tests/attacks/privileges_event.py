"""Makes an event descriptor; arithmetic needs none."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(290, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "event")
