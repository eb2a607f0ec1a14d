"""Writes half of the length and leaves."""
# ruff: noqa
# outcome: Stopped the process ended with status 3

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    os.write(replies, b"\x00\x00")
    os._exit(3)
