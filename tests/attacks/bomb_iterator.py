"""Sums an iterator without end."""
# ruff: noqa
# outcome: Stopped no answer within

import itertools


def attack():
    return sum(itertools.repeat(0.0))
