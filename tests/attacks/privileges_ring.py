"""Asks for a ring by which system calls go past the filter."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(425, 8, ctypes.create_string_buffer(120)) < 0:
        raise OSError(ctypes.get_errno(), "ring")
