"""Has objects that come back when they are removed, more each time."""
# ruff: noqa
# outcome: Stopped no answer|Stopped more than 512 MiB

import gc

held = []


class Phoenix:
    def __del__(self):
        held.extend([Phoenix(), Phoenix()])


def attack():
    Phoenix()
    while True:
        held.clear()
        gc.collect()
