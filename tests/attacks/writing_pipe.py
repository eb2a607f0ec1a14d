"""Makes a named pipe, on which a reader would hang."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.mkfifo("pipe")
