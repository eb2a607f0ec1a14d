"""Puts /dev/null in the place of the pipe."""
# ruff: noqa
# outcome: Stopped it closed the pipe that answers go through|Stopped no answer

import json
import os
import struct
import sys


def pipe():
    frame = sys._getframe(2)
    return frame.f_back.f_locals["replies"], frame.f_locals["request"]["id"]


def attack():
    replies, number = pipe()
    os.dup2(0, replies)
    return 1.0
