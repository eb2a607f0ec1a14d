"""Ignores the signal that its processor time is over."""
# ruff: noqa
# outcome: Stopped killed by signal 9
# limits: cpu_seconds=1, call_seconds=30

import signal

signal.signal(signal.SIGXCPU, signal.SIG_IGN)


def attack():
    while True:
        pass
