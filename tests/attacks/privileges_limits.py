"""Raises its own limit on memory."""
# ruff: noqa
# outcome: Raised (ValueError|PermissionError)

import resource


def attack():
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
