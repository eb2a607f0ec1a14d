"""A decision that takes too long, too much or never ends costs itself and nothing else."""

import os
import signal
import time
from pathlib import Path

import pytest

from grading.bounded import LARGEST, GraderFailed, OutOfBounds, bounded


def test_a_value_comes_back():
    assert bounded(lambda a, b: {"sum": a + b}, 1, 2) == {"sum": 3}
    assert bounded(bytes, 10**6) == bytes(10**6)


def test_what_takes_too_long_is_stopped():
    start = time.monotonic()
    with pytest.raises(OutOfBounds, match=r"no decision within 0\.2 s"):
        bounded(time.sleep, 60, seconds=0.2)
    # a tenth of the sleep: the point is that nobody waits for it, and machines are slow at times
    assert time.monotonic() - start < 6


def test_what_needs_too_much_is_stopped():
    with pytest.raises(OutOfBounds, match="more than 64 MiB"):
        bounded(bytes, 2**30, memory_mib=64)


def test_what_is_nested_too_deeply_is_stopped():
    def down(n):
        return down(n + 1)

    with pytest.raises(OutOfBounds, match="nested too deeply"):
        bounded(down, 0)


def test_what_dies_is_told():
    with pytest.raises(OutOfBounds, match=f"signal {int(signal.SIGKILL)}"):
        bounded(lambda: os.kill(os.getpid(), signal.SIGKILL))


def test_a_fault_of_the_grader_is_not_hidden():
    with pytest.raises(GraderFailed, match="ZeroDivisionError"):
        bounded(lambda: 1 / 0)


def test_the_copy_never_goes_on_as_the_original():
    """A value that cannot be pickled, and one that is too large: the copy ends, and it is said."""
    process = os.getpid()
    with pytest.raises(GraderFailed, match="pickle"):
        bounded(lambda: lambda: 1)
    assert os.getpid() == process
    with pytest.raises(OutOfBounds, match="larger than"):
        bounded(bytes, LARGEST + 1)
    with pytest.raises(OutOfBounds, match="without a word"):
        bounded(os._exit, 3)


def children() -> set[str]:
    """The processes that this one has started and not yet waited for."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


def test_no_process_is_left():
    before = children()
    with pytest.raises(OutOfBounds):
        bounded(time.sleep, 60, seconds=0.1)
    assert children() == before
