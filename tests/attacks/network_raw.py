"""Listens to every packet."""
# ruff: noqa
# outcome: Raised PermissionError

import socket


def attack():
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
