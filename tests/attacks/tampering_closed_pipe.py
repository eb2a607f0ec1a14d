"""Closes the pipe of the replies and waits."""
# ruff: noqa
# outcome: Stopped it closed the pipe that answers go through

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    os.close(replies)
    while True:
        pass
