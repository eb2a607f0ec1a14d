"""Replies to a call with what answers another question."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: a reply of no known kind

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = json.dumps({"id": number, "ready": True}).encode()
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
