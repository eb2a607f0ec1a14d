"""Watches folders for what others write."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(294, 0) < 0:
        raise OSError(ctypes.get_errno(), "watch")
