"""Writes garbage where the reply goes."""
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
    os.write(replies, bytes(range(255, 0, -1)))
    return 1.0
