"""Replies with a float that overflows."""
# ruff: noqa
# outcome: Stopped its reply is not plain data: a float that is none

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    body = b'{"id":"%s","returned":1e999,"changed":false}' % number.encode()
    os.write(replies, struct.pack(">I", len(body)) + body)
    while True:
        pass
