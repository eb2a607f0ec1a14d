"""Replies with a value that is nested more than a value may be."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: nested deeper

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = json.dumps({"id": number, "returned": json.loads("[" * 60 + "]" * 60), "changed": False}).encode()
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
