"""Finds the pipe of the replies and answers in its place, then ends: it can only return a value."""
# ruff: noqa
# outcome: Returned 2.0

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
    os.write(replies, struct.pack(">I", len(body)) + body)
    os._exit(0)
