"""Replies with a dict whose keys cannot be hashed."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: a dict whose entries are not pairs

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = json.dumps({"id": number, "returned": {"d": [[[1], 2]]}, "changed": False}).encode()
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
