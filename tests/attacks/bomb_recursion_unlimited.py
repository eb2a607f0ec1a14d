"""Lifts the limit and calls itself without end."""
# ruff: noqa
# outcome: Stopped (more than 512 MiB|killed by signal 11|no answer)

import sys

sys.setrecursionlimit(10**9)


def attack(n=0):
    return attack(n + 1)
