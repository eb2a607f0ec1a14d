"""Runs over the end of the stack."""
# ruff: noqa
# outcome: Stopped killed by signal 11

import sys

sys.setrecursionlimit(10**9)


class Deep:
    def __repr__(self):
        return repr([self])


def attack():
    return repr(Deep())
