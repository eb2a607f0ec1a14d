"""Raises an exception whose text is never done."""
# ruff: noqa
# outcome: Stopped no answer within


class Endless(Exception):
    def __str__(self):
        while True:
            pass


def attack():
    raise Endless
