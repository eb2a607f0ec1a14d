"""Connects to a socket that is no file."""
# ruff: noqa
# outcome: Raised PermissionError

import socket


def attack():
    socket.socket(socket.AF_UNIX).connect("\0@MARK@")
