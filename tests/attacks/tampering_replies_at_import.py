"""Writes a hundred answers while it is loaded."""
# ruff: noqa
# outcome: Stopped .*(not asked|more bytes)

import json
import os
import struct
import sys

body = json.dumps({"id": "0", "returned": 2.0, "changed": False}).encode()
frame = sys._getframe()
while "replies" not in frame.f_locals:
    frame = frame.f_back
os.write(frame.f_locals["replies"], 100 * (struct.pack(">I", len(body)) + body))


def attack():
    return 1.0
