"""Has itself killed by an alarm after its answer."""
# ruff: noqa
# outcome: (Returned|Stopped)
# calls: 2

import signal


def attack():
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    return 1.0
