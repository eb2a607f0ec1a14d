"""Has the machinery of tracebacks read the grader's source."""
# ruff: noqa
# outcome: Returned \[\]

import linecache


def attack():
    return linecache.getlines("@ROOT@/grading/sandbox/worker.py")
