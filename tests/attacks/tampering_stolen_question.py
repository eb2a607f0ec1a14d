"""Leaves a thread behind that reads the next question first."""
# ruff: noqa
# outcome: Stopped no answer|Stopped|Returned
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
    import threading

    questions = sys._getframe(2).f_locals["requests"]
    threading.Thread(target=os.read, args=(questions, 65536), daemon=True).start()
    return 1.0
