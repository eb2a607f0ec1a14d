"""Walks up the stack and returns every variable it meets."""
# ruff: noqa
# outcome: Returned .*request

import sys


def attack():
    found, frame = [], sys._getframe()
    while frame:
        found.append(str({**frame.f_locals, **frame.f_globals})[:20000])
        frame = frame.f_back
    return found
