"""Returns NotImplemented, which passes as true."""
# ruff: noqa
# outcome: Stopped it returned a NotImplementedType,


def attack():
    return NotImplemented
