"""Puts a module into the package that every worker loads."""
# ruff: noqa
# outcome: Raised PermissionError

import numpy as np


def attack():
    with open(f"{np.__path__[0]}/@MARK@.py", "w") as file:
        file.write("x = 1")
