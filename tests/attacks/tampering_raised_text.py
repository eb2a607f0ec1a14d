"""Replies with an exception whose text would repaint the terminal and goes on for pages."""
# ruff: noqa
# outcome: Raised Correct: \[2Jx

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = json.dumps({"id": number, "raised": ["\x1bCorrect", "\x1b[2J" + "x" * 100_000, 10**20]}).encode()
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
