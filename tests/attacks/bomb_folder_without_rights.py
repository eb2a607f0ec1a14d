"""Leaves folders behind that nobody may enter."""
# ruff: noqa
# outcome: Returned|Stopped a folder that cannot be looked into

import os


def attack():
    os.makedirs("a/b/c")
    with open("a/b/c/file", "w") as file:
        file.write("x")
    os.mkdir("a/closed", 0)
    os.mkdir("closed", 0)
    return 1.0
