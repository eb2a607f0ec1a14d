"""Takes memory bit by bit and never lets go."""
# ruff: noqa
# outcome: Stopped more than 512 MiB of memory


def attack():
    held = []
    while True:
        held.append(bytearray(1 << 24))
