"""Sends one packet."""
# ruff: noqa
# outcome: Raised PermissionError

import socket


def attack():
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"here I am", ("127.0.0.1", int("@PORT@")))
