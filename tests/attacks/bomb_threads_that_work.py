"""Computes in several threads at once."""
# ruff: noqa
# outcome: Stopped no answer within

import threading


def spin():
    while True:
        pass


def attack():
    for _ in range(5):
        threading.Thread(target=spin, daemon=True).start()
    spin()
