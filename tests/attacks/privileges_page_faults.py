"""Handles the kernel's page faults."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(323, 0) < 0:
        raise OSError(ctypes.get_errno(), "page_faults")
