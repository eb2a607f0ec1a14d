"""Runs bytes that are no code of Python's."""
# ruff: noqa
# outcome: Stopped (killed by signal|no answer)|Raised|Returned


def attack():
    return 1.0


attack.__code__ = attack.__code__.replace(co_code=b"\xff\x00" * 10)
