"""Counts its open files: 0, 1, 2, the question and the answer."""
# ruff: noqa
# outcome: Returned 5$

import os


def attack():
    count = 0
    for number in range(64):
        try:
            os.fstat(number)
            count += 1
        except OSError:
            pass
    return count
