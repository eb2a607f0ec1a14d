"""Writes its reply a byte at a time, to wear the grader out."""
# ruff: noqa
# outcome: Stopped no answer

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    import time

    os.write(replies, struct.pack(">I", 1000))
    while True:
        os.write(replies, b" ")
        time.sleep(0.01)
