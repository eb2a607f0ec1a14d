"""Answers in the worker's place; the worker's own answer comes when the next question has been asked."""
# ruff: noqa
# outcome: Stopped its reply (is not plain data|was written before)
# calls: 2

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    import time

    body = json.dumps({"id": number, "returned": 2.0, "changed": False}).encode()
    os.write(replies, struct.pack(">I", len(body)) + body)
    time.sleep(0.1)
    return 1.0
