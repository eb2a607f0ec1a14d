"""Returns a text that cannot be written to a file."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: a text with half a surrogate pair


def attack():
    return "\ud800"
