"""Answers twice."""
# ruff: noqa
# outcome: Stopped .*more bytes than one reply

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = json.dumps({"id": number, "returned": 2.0, "changed": False}).encode()
    os.write(replies, 2 * (struct.pack(">I", len(body)) + body))
    return 1.0
