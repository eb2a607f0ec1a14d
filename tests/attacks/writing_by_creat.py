"""Writes the file by an old system call."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(85, b"@CANARY@/@MARK@", 0o600) < 0:
        raise OSError(ctypes.get_errno(), "creat")
