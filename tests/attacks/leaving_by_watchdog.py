"""Has a watchdog end the process."""
# ruff: noqa
# outcome: Stopped the process ended with status 1

import faulthandler
import os
import time


def attack():
    faulthandler.dump_traceback_later(0.05, exit=True, file=os.open(os.devnull, os.O_WRONLY))
    time.sleep(100)
