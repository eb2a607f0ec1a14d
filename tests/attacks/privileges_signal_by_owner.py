"""Has the kernel signal a bystander when a pipe is written to."""
# ruff: noqa
# outcome: Raised PermissionError

import fcntl
import os

F_SETOWN = 8


def attack():
    fcntl.fcntl(os.pipe()[0], F_SETOWN, int("@VICTIM@"))
