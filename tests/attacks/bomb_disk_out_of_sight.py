"""Fills the disk with a file that has no name any more."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    files = []
    while True:
        files.append(os.open(f"f{len(files)}", os.O_WRONLY | os.O_CREAT))
        os.unlink(f"f{len(files) - 1}")
        os.write(files[-1], b"x" * (7 << 20))
