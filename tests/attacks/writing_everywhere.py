"""Tries every folder that is usually open to all, and those that Python loads from."""
# ruff: noqa
# outcome: Returned \[\]

import contextlib
import json
import os
import sysconfig

FOLDERS = ["/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/dev", "/usr/lib", "@HOME@", "@SITE@", "@ROOT@", "@CANARY@"]
FOLDERS += [os.path.dirname(json.__file__), sysconfig.get_paths()["purelib"], sysconfig.get_paths()["stdlib"]]


def attack():
    written = []
    for folder in FOLDERS:
        with contextlib.suppress(PermissionError, FileNotFoundError, NotADirectoryError):
            with open(f"{folder}/@MARK@.pth", "w") as file:
                file.write("import os")
            written.append(folder)
    return written
