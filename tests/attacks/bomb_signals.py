"""Ignores all signals that can be ignored, and never ends."""
# ruff: noqa
# outcome: Stopped no answer within

import contextlib
import signal

for number in range(1, 65):
    with contextlib.suppress(OSError, ValueError):
        signal.signal(number, signal.SIG_IGN)


def attack():
    while True:
        pass
