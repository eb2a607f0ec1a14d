"""Calls itself without end."""
# ruff: noqa
# outcome: Raised RecursionError


def attack(n=0):
    return attack(n + 1)
