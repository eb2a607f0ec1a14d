"""Never ends, in a place where Python cannot interrupt it."""
# ruff: noqa
# outcome: Stopped no answer within


def attack():
    return 7 ** (10**9) % 10
