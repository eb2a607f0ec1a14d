"""Replaces the constants of the encoder, so that it writes nonsense."""
# ruff: noqa
# outcome: (Stopped|Returned|Raised)

import json.encoder

json.encoder.INFINITY = 0.0
json.encoder.c_make_encoder = None
json.encoder.encode_basestring_ascii = lambda text: '"' + text + '","returned":'


def attack():
    return 1.0
