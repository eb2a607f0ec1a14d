"""Sleeps."""
# ruff: noqa
# outcome: Stopped no answer within

import time


def attack():
    time.sleep(1000)
