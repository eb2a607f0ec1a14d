"""Opens the secret by a system call that a filter cannot look into."""
# ruff: noqa
# outcome: Raised OSError.*not implemented

import ctypes
import struct


def attack():
    how = struct.pack("=QQQ", 0, 0, 0)
    if ctypes.CDLL(None, use_errno=True).syscall(437, -100, b"@SECRET@", how, 24) < 0:
        raise OSError(ctypes.get_errno(), "openat2: " + __import__("os").strerror(ctypes.get_errno()))
    return "opened"
