"""Writes a file beside its scratch folder."""
# ruff: noqa
# outcome: Raised PermissionError


def attack():
    with open("../@MARK@", "w") as file:
        file.write("here I was")
