"""Has code run whenever memory is tidied up."""
# ruff: noqa
# outcome: Returned 1.0

import gc


def meddle(phase, information):
    raise SystemExit(phase)


gc.callbacks.append(meddle)
gc.set_threshold(1)
import sys

sys.unraisablehook = lambda *a: None


def attack():
    return 1.0
