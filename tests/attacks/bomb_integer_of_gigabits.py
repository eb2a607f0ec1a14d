"""Returns an integer that takes a day to write down."""
# ruff: noqa
# outcome: Stopped it returned an integer of more than 1000 digits


def attack():
    return 1 << (1 << 28)
