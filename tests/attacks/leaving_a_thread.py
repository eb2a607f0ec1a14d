"""Leaves a thread behind that never ends."""
# ruff: noqa
# outcome: Returned 1.0

import threading


def spin():
    while True:
        pass


def attack():
    threading.Thread(target=spin, daemon=True).start()
    return 1.0
