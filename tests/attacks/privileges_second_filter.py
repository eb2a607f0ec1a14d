"""Installs a filter of its own that hands its calls to another."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(317, 1, 8, ctypes.create_string_buffer(16)) < 0:
        raise OSError(ctypes.get_errno(), "second_filter")
