"""Makes a namespace in which it is root."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(272, 0x10000000) < 0:
        raise OSError(ctypes.get_errno(), "namespace")
