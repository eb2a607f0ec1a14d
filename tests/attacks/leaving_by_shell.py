"""Has the C library start a shell."""
# ruff: noqa
# outcome: Returned (-1|-?\d{3,})

import os


def attack():
    return os.system("echo here > @CANARY@/@MARK@")
