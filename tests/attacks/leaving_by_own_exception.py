"""Raises an exception that `except Exception` does not catch."""
# ruff: noqa
# outcome: Raised Rude


class Rude(BaseException):
    pass


def attack():
    raise Rude("catch me")
