"""Waits for somebody to type."""
# ruff: noqa
# outcome: Raised EOFError


def attack():
    return input("your name? ")
