"""Makes folders in folders until no path can name the last."""
# ruff: noqa
# outcome: Stopped (more than 64 files|a folder that cannot be looked into)

import os


def attack():
    for _ in range(3000):
        os.mkdir("d" * 100)
        os.chdir("d" * 100)
