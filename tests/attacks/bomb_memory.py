"""Asks for more memory than there is."""
# ruff: noqa
# outcome: Stopped more than 512 MiB of memory


def attack():
    return len([0] * 10**12)
