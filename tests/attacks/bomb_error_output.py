"""Writes on standard error without end."""
# ruff: noqa
# outcome: Stopped no answer within

import os


def attack():
    while True:
        os.write(2, b"x" * 10_000)
