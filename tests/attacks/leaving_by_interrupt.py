"""Raises what the instructor's Ctrl-C raises."""
# ruff: noqa
# outcome: Raised KeyboardInterrupt


def attack():
    raise KeyboardInterrupt
