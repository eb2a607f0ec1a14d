"""Writes the file by the C library."""
# ruff: noqa
# outcome: Returned -1

import ctypes
import os


def attack():
    return ctypes.CDLL(None).open(b"@CANARY@/@MARK@", os.O_WRONLY | os.O_CREAT, 0o600)
