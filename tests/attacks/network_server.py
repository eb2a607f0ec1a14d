"""Waits for others to connect."""
# ruff: noqa
# outcome: Raised PermissionError

import socket


def attack():
    return socket.create_server(("127.0.0.1", 0)).getsockname()[1]
