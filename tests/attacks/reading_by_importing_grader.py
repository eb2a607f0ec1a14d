"""Imports the grader."""
# ruff: noqa
# outcome: Raised ModuleNotFoundError.*line 5

import grading.sandbox


def attack():
    return grading.sandbox.__doc__
