"""Commands run as whole processes, measured by a small process of their own.

    echo '[["python", "-c", "print(1)"]]' | python -m benchmarks.coursework.measured JOBS

`ru_maxrss` of a process's children only ever grows, so each row of the table has a process to itself; and a child
counts the memory of whoever started it until it is itself, so that process imports next to nothing.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

#: Seconds that a command may take.
LONGEST = 600.0


def measured(commands: Sequence[Sequence[str]], *, jobs: int) -> tuple[list[str], float, float]:
    """What each command wrote on standard output, the seconds of all, and the MiB of the largest process."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.coursework.measured", str(jobs)],
        input=json.dumps(commands), stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    return found["said"], found["seconds"], found["MiB"]


def _said(command: Sequence[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=LONGEST).stdout
    except subprocess.TimeoutExpired:
        return ""


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    start = time.perf_counter()
    with ThreadPoolExecutor(int(sys.argv[1])) as pool:
        said = list(pool.map(_said, asked))
    seconds = time.perf_counter() - start
    # whoever a command started and waited for is counted with it
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"said": said, "seconds": seconds, "MiB": largest}))
