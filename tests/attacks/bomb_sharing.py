"""Returns a small list that is large when it is written down."""
# ruff: noqa
# outcome: Stopped it returned more than 100000 values


def attack():
    shared = [1.0] * 10
    for _ in range(20):
        shared = [shared] * 10
    return shared
