"""Reads the secret by way of the grader's root folder."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    with open(f"/proc/{os.getppid()}/root/@SECRET@") as file:
        return file.read()
