"""Traces every line of the worker and changes what it sees."""
# ruff: noqa
# outcome: Returned

import sys


def trace(frame, event, argument):
    if "value" in frame.f_locals:
        frame.f_locals["value"] = 0.0
    return trace


sys.settrace(trace)
sys.setprofile(trace)


def attack():
    return 1.0
