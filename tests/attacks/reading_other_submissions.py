"""Lists the folder in which the scratch folders of others lie."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    return os.listdir("..")
