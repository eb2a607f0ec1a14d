"""Sets its capabilities."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if (
        ctypes.CDLL(None, use_errno=True).syscall(126, ctypes.create_string_buffer(8), ctypes.create_string_buffer(24))
        < 0
    ):
        raise OSError(ctypes.get_errno(), "capabilities")
