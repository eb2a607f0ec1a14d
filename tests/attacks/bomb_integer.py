"""Returns an integer of 5000 digits."""
# ruff: noqa
# outcome: Stopped it returned an integer of more than 1000 digits


def attack():
    return 10**5000
