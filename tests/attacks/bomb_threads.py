"""Starts threads without end."""
# ruff: noqa
# outcome: Stopped more than 16 threads|Raised RuntimeError: can't start new thread

import threading
import time


def attack():
    while True:
        threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
