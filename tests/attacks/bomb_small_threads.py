"""Starts threads without end whose stacks are small."""
# ruff: noqa
# outcome: Stopped more than 16 threads

import threading
import time

threading.stack_size(32768)


def attack():
    for _ in range(2000):
        threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
    time.sleep(100)
