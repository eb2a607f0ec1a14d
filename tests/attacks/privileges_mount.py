"""Mounts a file system on the scratch folder."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(165, b"none", b".", b"tmpfs", 0, None) < 0:
        raise OSError(ctypes.get_errno(), "mount")
