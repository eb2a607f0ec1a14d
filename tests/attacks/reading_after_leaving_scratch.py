"""Goes to the secret's folder and opens it by its bare name."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    os.chdir(os.path.dirname("@SECRET@"))
    with open(os.path.basename("@SECRET@")) as file:
        return file.read()
