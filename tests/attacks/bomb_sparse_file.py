"""Makes a file that is said to be a terabyte long."""
# ruff: noqa
# outcome: Raised OSError.*File too large

import os


def attack():
    os.ftruncate(os.open("sparse", os.O_RDWR | os.O_CREAT), 1 << 40)
