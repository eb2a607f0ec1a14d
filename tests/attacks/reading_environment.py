"""Returns all environment variables: nothing of the grader's is among them."""
# ruff: noqa
# outcome: Returned .*OMP_NUM_THREADS

import os


def attack():
    return dict(os.environ)
