"""Prints without end."""
# ruff: noqa
# outcome: Stopped no answer within


def attack():
    while True:
        print("x" * 10_000)
