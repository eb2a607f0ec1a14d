"""Returns a fraction."""
# ruff: noqa
# outcome: Stopped it returned a Fraction,

from fractions import Fraction


def attack():
    return Fraction(1, 3)
