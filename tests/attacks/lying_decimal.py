"""Returns a decimal."""
# ruff: noqa
# outcome: Stopped it returned a Decimal,

from decimal import Decimal


def attack():
    return Decimal("0.1")
