"""Returns a text of ten megabytes."""
# ruff: noqa
# outcome: Stopped it returned too long a text


def attack():
    return "x" * 10**7
