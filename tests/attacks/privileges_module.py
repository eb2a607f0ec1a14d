"""Loads a module into the kernel."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(313, -1, b"", 0) < 0:
        raise OSError(ctypes.get_errno(), "module")
