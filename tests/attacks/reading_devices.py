"""Opens the disk."""
# ruff: noqa
# outcome: Raised PermissionError

import os


def attack():
    for disk in ("/dev/vda", "/dev/sda", "/dev/nvme0n1", "/dev/mem"):
        if os.path.exists(disk):
            with open(disk, "rb") as file:
                return file.read(10).hex()
    raise PermissionError("no disk to be seen")
