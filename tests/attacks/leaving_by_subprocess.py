"""Starts a program."""
# ruff: noqa
# outcome: Raised PermissionError

import subprocess


def attack():
    return subprocess.run(["/bin/sh", "-c", "echo here > @CANARY@/@MARK@"], check=True).returncode
