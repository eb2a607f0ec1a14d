"""Replies with a NaN that is not JSON."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: not JSON \(NaN\)

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = b'{"id":"%s","returned":NaN,"changed":false}' % number.encode()
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
