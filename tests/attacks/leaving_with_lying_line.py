"""Raises a SyntaxError that says it is somewhere else, in no number."""
# ruff: noqa
# outcome: Raised SyntaxError.*line 8


def attack():
    error = SyntaxError("x")
    raise error
