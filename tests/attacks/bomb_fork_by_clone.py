"""Makes a process that shares its memory."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(56, 0x100 | 17, 0, 0, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "clone")
