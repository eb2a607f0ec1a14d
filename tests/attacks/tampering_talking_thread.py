"""Leaves a thread behind that writes in between."""
# ruff: noqa
# outcome: (Stopped|Returned)
# calls: 2

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    import threading

    def talk():
        while True:
            os.write(replies, b"xxxx")

    threading.Thread(target=talk, daemon=True).start()
    return 1.0
