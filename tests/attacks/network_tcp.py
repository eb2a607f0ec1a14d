"""Connects to a server."""
# ruff: noqa
# outcome: Raised PermissionError

import socket


def attack():
    socket.create_connection(("127.0.0.1", int("@PORT@")), timeout=0.3).sendall(b"here I am")
