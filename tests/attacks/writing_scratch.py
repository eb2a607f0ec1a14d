"""Writes where it may: the scratch folder, gone afterwards."""
# ruff: noqa
# outcome: Returned 'noted'

import os


def attack():
    os.mkdir("notes")
    with open("notes/a.txt", "w") as file:
        file.write("noted")
    with open("notes/a.txt") as file:
        return file.read()
