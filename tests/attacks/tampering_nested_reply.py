"""Replies with JSON that is nested without end."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: nested too deeply

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = b"[" * 500_000
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
