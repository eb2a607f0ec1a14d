"""Replies with an array whose bytes are no bytes."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: an array whose entries are not base64

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = json.dumps(
        {"id": number, "returned": {"a": ["float64", [1], "\u00e9 no base64"]}, "changed": False}
    ).encode()
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
