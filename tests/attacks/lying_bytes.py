"""Returns bytes, which might be a pickle."""
# ruff: noqa
# outcome: Stopped it returned a bytes,

import os
import pickle


class Fake:
    def __reduce__(self):
        return os.system, ("echo here > @CANARY@/@MARK@",)


def attack():
    return pickle.dumps(Fake())
