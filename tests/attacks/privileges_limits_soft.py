"""Raises its soft limit on processor time as far as the hard one."""
# ruff: noqa
# outcome: Raised (ValueError|PermissionError)

import resource


def attack():
    resource.setrlimit(resource.RLIMIT_CPU, resource.getrlimit(resource.RLIMIT_CPU)[1:] * 2)
