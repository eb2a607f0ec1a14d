"""Takes all memory while it is loaded."""
# ruff: noqa
# outcome: Stopped more than 512 MiB of memory

held = bytearray(1 << 40)


def attack():
    return 1.0
