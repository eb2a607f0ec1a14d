"""Replies with an object of a kind of its own."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: an object of no known kind

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = json.dumps({"id": number, "returned": {"pickle": "gASVFAAAAA=="}, "changed": False}).encode()
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
