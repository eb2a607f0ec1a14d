"""Has itself killed by an alarm."""
# ruff: noqa
# outcome: Stopped killed by signal 14

import signal
import time


def attack():
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    time.sleep(100)
