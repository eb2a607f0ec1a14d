"""Replaces what every line of Python rests on."""
# ruff: noqa
# outcome: (Stopped|Returned|Raised)

import builtins

builtins.len = lambda x: 0
builtins.type = lambda x: float
builtins.isinstance = lambda *a: True
builtins.str = builtins.repr = lambda x: "1.0"


def attack():
    return object()
