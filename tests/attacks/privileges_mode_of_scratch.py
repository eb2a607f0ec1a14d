"""Opens the scratch folder to everybody."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.chmod(".", 0o777)
