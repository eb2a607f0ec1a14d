"""Leaves a thread behind that writes later."""
# ruff: noqa
# outcome: Returned

import threading
import time


def late():
    time.sleep(0.1)
    with open("@CANARY@/@MARK@", "w") as file:
        file.write("here I was")


def attack():
    threading.Thread(target=late).start()
    return 1.0
