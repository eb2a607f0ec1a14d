"""Reads at address 0."""
# ruff: noqa
# outcome: Stopped killed by signal 11

import ctypes


def attack():
    return ctypes.string_at(0).hex()
