"""Types into the instructor's terminal."""
# ruff: noqa
# outcome: Raised PermissionError

import fcntl


def attack():
    fcntl.ioctl(0, 0x5412, b"x")
