"""Leaves files behind whose names are no text."""
# ruff: noqa
# outcome: Returned

import os


def attack():
    for name in (b"\xff\xfe", b"a\nb", b"-rf", b"\x1b[31m", b" ", b"\x011"):
        os.close(os.open(name, os.O_WRONLY | os.O_CREAT))
    return 1.0
