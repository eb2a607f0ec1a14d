"""Watches the kernel through its counters."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(298, ctypes.create_string_buffer(128), 0, -1, -1, 0) < 0:
        raise OSError(ctypes.get_errno(), "performance")
