"""Makes a device that is the machine's memory."""
# ruff: noqa
# outcome: Raised PermissionError

import os
import stat


def attack():
    os.mknod("memory", stat.S_IFCHR | 0o600, os.makedev(1, 1))
