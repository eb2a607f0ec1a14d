"""Puts itself in front of every import."""
# ruff: noqa
# outcome: Returned 1.0

import sys


class Hook:
    def find_spec(self, name, path=None, target=None):
        raise SystemExit(name)


sys.meta_path.insert(0, Hook())


def attack():
    return 1.0
