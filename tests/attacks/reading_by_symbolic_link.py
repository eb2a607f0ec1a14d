"""Makes a link in the scratch folder that points at the secret."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.symlink("@SECRET@", "here")
    with open("here") as file:
        return file.read()
