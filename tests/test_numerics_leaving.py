"""A reader that leaves, and a hand on Ctrl-C, get no traceback."""

import subprocess
import sys
from pathlib import Path

from numerics.command_line.leaving import quietly

ROOT = Path(__file__).parent.parent


def test_a_reader_that_leaves_is_no_error():
    """`python -m benchmarks numerics | head -1`: the next line it prints has no reader any more."""
    program = [sys.executable, "-m", "benchmarks", "numerics", "--seconds", "0.001"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == ""
        assert running.wait(timeout=60) == 141


def test_codes():
    def interrupted() -> int:
        raise KeyboardInterrupt

    assert quietly(lambda: 2) == 2
    assert quietly(interrupted) == 130
