"""Asks not to be killed with the grader."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    if ctypes.CDLL(None, use_errno=True).syscall(157, 1, 0, 0, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "die_with_parent")
