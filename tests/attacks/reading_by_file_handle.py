"""Asks for a handle of the secret, by which root opens files past every folder."""
# ruff: noqa
# outcome: Raised PermissionError
# machine: x86_64

import ctypes


def attack():
    buffer = ctypes.create_string_buffer(200)
    ctypes.memmove(buffer, (ctypes.c_uint * 1)(128), 4)
    mount = ctypes.c_int()
    if ctypes.CDLL(None, use_errno=True).syscall(303, -100, b"@SECRET@", buffer, ctypes.byref(mount), 0) < 0:
        raise OSError(ctypes.get_errno(), "name_to_handle_at")
    return "a handle"
