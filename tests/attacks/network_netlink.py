"""Talks to the kernel's own network interface."""
# ruff: noqa
# outcome: Raised PermissionError

import socket


def attack():
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
