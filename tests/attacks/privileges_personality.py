"""Switches the layout of memory to a fixed one."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(135, 0x0040000) < 0:
        raise OSError(ctypes.get_errno(), "personality")
