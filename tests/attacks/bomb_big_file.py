"""Writes one file without end."""
# ruff: noqa
# outcome: Raised OSError.*File too large


def attack():
    with open("big", "wb", buffering=0) as file:
        while True:
            file.write(b"x" * (1 << 20))
