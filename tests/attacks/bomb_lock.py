"""Waits for itself."""
# ruff: noqa
# outcome: Stopped no answer within

import threading


def attack():
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
