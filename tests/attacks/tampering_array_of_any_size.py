"""Replies with an array whose shape overflows."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: an array (whose entries do not fill|of unknown)

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = json.dumps({"id": number, "returned": {"a": ["float64", [2**39, 2**39, 0], ""]}, "changed": False}).encode()
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
