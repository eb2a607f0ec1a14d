"""Queues a signal for a bystander."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(129, int("@VICTIM@"), 15, ctypes.create_string_buffer(128)) < 0:
        raise OSError(ctypes.get_errno(), "queue_signal")
