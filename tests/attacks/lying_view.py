"""Returns a view, backwards, in foreign byte order, read-only: the numbers come as plain ones."""
# ruff: noqa
# outcome: Returned array\(\[3., 2., 1.\]\)

import numpy as np


def attack():
    view = np.array([1.0, 2.0, 3.0], dtype=">f4")[::-1]
    view.flags.writeable = False
    return view
