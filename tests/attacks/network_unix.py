"""Connects to a socket in the file system."""
# ruff: noqa
# outcome: Raised PermissionError

import socket


def attack():
    socket.socket(socket.AF_UNIX).connect("@CANARY@/socket")
