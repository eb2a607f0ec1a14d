"""Has a constant that the compiler works out at length."""
# ruff: noqa
# outcome: (Raised|Stopped|Returned)


def attack():
    return len(str((((9**9) ** 9) ** 9)))
