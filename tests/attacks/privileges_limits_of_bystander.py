"""Takes a bystander's open files away."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(302, int("@VICTIM@"), 7, ctypes.create_string_buffer(16), None) < 0:
        raise OSError(ctypes.get_errno(), "limits_of_bystander")
