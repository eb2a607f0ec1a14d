"""Computes in a pool of processes."""
# ruff: noqa
# outcome: Raised PermissionError

import multiprocessing


def attack():
    with multiprocessing.get_context("fork").Pool(4) as pool:
        return pool.map(abs, [1, -2])
