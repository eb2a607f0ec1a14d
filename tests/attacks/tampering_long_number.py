"""Replies with an integer of half a million digits."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: an integer of more than 1000 digits

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = b'{"id":"%s","returned":%s,"changed":false}' % (number.encode(), b"9" * 500_000)
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
