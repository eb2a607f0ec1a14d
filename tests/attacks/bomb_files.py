"""Makes files without end."""
# ruff: noqa
# outcome: Stopped more than 64 files

import itertools
import os


def attack():
    for number in itertools.count():
        os.close(os.open(f"f{number}", os.O_WRONLY | os.O_CREAT))
