"""Returns less than that, and still more bytes than one reply has."""
# ruff: noqa
# outcome: Stopped its reply is longer


def attack():
    return [-1.2345678901234567e-300] * 99_000
