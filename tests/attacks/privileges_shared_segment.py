"""Leaves a segment of shared memory behind."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(29, 0x1234, 4096, 0o1666) < 0:
        raise OSError(ctypes.get_errno(), "shared_segment")
