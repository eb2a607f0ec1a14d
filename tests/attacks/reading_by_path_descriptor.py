"""Opens the secret as a mere place (O_PATH), which is allowed, then through that place."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    place = os.open("@SECRET@", os.O_PATH)
    with open(f"/proc/self/fd/{place}") as file:
        return file.read()
