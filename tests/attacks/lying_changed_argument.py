"""Changes the argument that it was given: only its own copy changes, and that is said."""
# ruff: noqa
# outcome: Returned 1.0, changed
# arguments: [[1.0, 2.0]]


def attack(argument):
    argument[0] = 9.0
    return 1.0
