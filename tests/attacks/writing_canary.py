"""Writes a file where the grader would find it."""
# ruff: noqa
# outcome: Raised PermissionError


def attack():
    with open("@CANARY@/@MARK@", "w") as file:
        file.write("here I was")
