"""Matches an expression that takes exponential time."""
# ruff: noqa
# outcome: Stopped no answer within

import re


def attack():
    return bool(re.match(r"(a+)+$", "a" * 60 + "b"))
