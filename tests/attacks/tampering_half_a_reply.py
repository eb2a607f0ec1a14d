"""Writes half a reply and waits."""
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
    os.write(replies, struct.pack(">I", 100) + b"{")
    while True:
        pass
