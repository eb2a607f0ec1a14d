"""Leaves a block of shared memory behind."""
# ruff: noqa
# outcome: Raised PermissionError

from multiprocessing import shared_memory


def attack():
    return shared_memory.SharedMemory(name="@MARK@", create=True, size=1 << 20).name
