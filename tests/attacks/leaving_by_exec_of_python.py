"""Becomes a fresh Python without a sandbox."""
# ruff: noqa
# outcome: Raised PermissionError

import os
import sys


def attack():
    os.execv(sys.executable, [sys.executable, "-c", "open('@CANARY@/@MARK@', 'w')"])
