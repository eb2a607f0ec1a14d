"""Raises many exceptions in one."""
# ruff: noqa
# outcome: Raised ExceptionGroup


def attack():
    raise ExceptionGroup("all", [ValueError(i) for i in range(1000)])
