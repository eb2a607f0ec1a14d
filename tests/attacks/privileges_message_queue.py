"""Leaves a message queue behind."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(68, 0x1234, 0o1666) < 0:
        raise OSError(ctypes.get_errno(), "message_queue")
