"""Takes all memory, catches the error and goes on."""
# ruff: noqa
# outcome: (Returned|Stopped)


def attack():
    held = []
    try:
        while True:
            held.append(bytearray(1 << 24))
    except MemoryError:
        return float(len(held) > 0)
