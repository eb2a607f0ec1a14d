"""Announces a reply of four gigabytes and writes on and on."""
# ruff: noqa
# outcome: Stopped its reply is longer

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    os.write(replies, b"\xff\xff\xff\xff")
    while True:
        os.write(replies, b"x" * 65536)
