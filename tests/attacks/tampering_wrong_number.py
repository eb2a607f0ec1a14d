"""Answers a question that it made up."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: an answer to a question that was not asked

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = json.dumps({"id": "0" * 16, "returned": 2.0, "changed": False}).encode()
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
