"""Replaces the encoder of replies."""
# ruff: noqa
# outcome: Stopped its reply is not plain data:

import json

json.dumps = lambda *a, **k: "null"


def attack():
    return 1.0
