"""Prints twenty megabytes, then answers: nobody reads them."""
# ruff: noqa
# outcome: Returned 1.0


def attack():
    for _ in range(2000):
        print("x" * 10_000)
    return 1.0
