"""Raises an exception with a text of a megabyte."""
# ruff: noqa
# outcome: Raised ValueError.*xxxx


def attack():
    raise ValueError("x" * 10**6)
