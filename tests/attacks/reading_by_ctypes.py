"""Opens the secret by the C library, past every patch of Python."""
# ruff: noqa
# outcome: Raised PermissionError

import ctypes
import os


def attack():
    file = ctypes.CDLL(None, use_errno=True).open(b"@SECRET@", os.O_RDONLY)
    if file < 0:
        raise OSError(ctypes.get_errno(), "open")
    return os.read(file, 100).decode()
