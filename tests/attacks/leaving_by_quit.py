"""Quits."""
# ruff: noqa
# outcome: Raised (SystemExit|NameError)


def attack():
    quit()
