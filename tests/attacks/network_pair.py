"""Makes a pair of sockets."""
# ruff: noqa
# outcome: Raised PermissionError

import socket


def attack():
    socket.socketpair()
