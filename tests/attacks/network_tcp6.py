"""Connects to a server by the newer protocol."""
# ruff: noqa
# outcome: Raised PermissionError

import socket


def attack():
    socket.socket(socket.AF_INET6).connect(("::1", int("@PORT@")))
