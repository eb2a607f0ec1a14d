"""Fills a dict with keys that all collide."""
# ruff: noqa
# outcome: Stopped no answer within


class Same:
    def __hash__(self):
        return 1


def attack():
    return len({Same(): 1 for _ in range(10**6)})
