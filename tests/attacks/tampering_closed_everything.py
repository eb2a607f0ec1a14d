"""Closes every file that is open."""
# ruff: noqa
# outcome: Stopped the process ended|Stopped it closed the pipe

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    os.closerange(0, 64)
    return 1.0
