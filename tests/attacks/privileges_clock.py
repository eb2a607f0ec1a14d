"""Sets the clock."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(227, 0, ctypes.create_string_buffer(16)) < 0:
        raise OSError(ctypes.get_errno(), "clock")
