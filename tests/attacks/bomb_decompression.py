"""Unpacks a few bytes to many gigabytes."""
# ruff: noqa
# outcome: Stopped more than 512 MiB of memory

import zlib


def attack():
    data = zlib.compress(b"0" * (1 << 24)) if True else b""
    return len(b"".join(zlib.decompress(data) for _ in range(1000)))
