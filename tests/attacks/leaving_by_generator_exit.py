"""Raises GeneratorExit."""
# ruff: noqa
# outcome: Raised GeneratorExit


def attack():
    raise GeneratorExit
