"""Raises an exception whose text raises another."""
# ruff: noqa
# outcome: Raised Broken:


class Broken(Exception):
    def __str__(self):
        raise Broken


def attack():
    raise Broken
