"""Raises a SyntaxError whose parts are of the wrong types."""
# ruff: noqa
# outcome: Raised SyntaxError


def attack():
    error = SyntaxError("x")
    error.msg, error.lineno, error.filename = 10**9, "nowhere", "functions.py"
    raise error
