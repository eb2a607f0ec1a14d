"""Replies with truth values that are neither."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: an array of truth values

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = json.dumps({"id": number, "returned": {"a": ["bool", [3], "BwcH"]}, "changed": False}).encode()
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
