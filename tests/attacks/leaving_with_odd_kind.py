"""Raises an exception whose class has a name to be printed."""
# ruff: noqa
# outcome: Raised Correct

Odd = type("Correct\n\x1b[32m 100/100", (Exception,), {})


def attack():
    raise Odd("x")
