"""Makes a second name for the secret in the scratch folder."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.link("@SECRET@", "here")
    with open("here") as file:
        return file.read()
