"""Imports a package that is installed for the grader and not for submissions."""
# ruff: noqa
# outcome: Raised ModuleNotFoundError

import sys

sys.path.append("@SITE@")

import numpy  # from the same folder
import sympy


def attack():
    return str(sympy.log(2))
