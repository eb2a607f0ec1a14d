"""Returns a generator."""
# ruff: noqa
# outcome: Stopped it returned a generator,


def attack():
    yield 1.0
