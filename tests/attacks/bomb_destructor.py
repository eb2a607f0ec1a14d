"""Has a destructor that never ends."""
# ruff: noqa
# outcome: Stopped no answer within


class Undying:
    def __del__(self):
        while True:
            pass


def attack():
    Undying()
    return 1.0
