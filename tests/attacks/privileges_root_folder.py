"""Changes its root folder."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.chroot(".")
