"""The processes of a session, found and ended: for a worker whose system calls nobody filters."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path


def end_session(session: int) -> None:
    """Without the filter of system calls a process may have started others: end all that are in its session."""
    for _ in range(100):  # they may start more while they are being looked for
        left = [pid for pid in pids() if session_of(pid) == session]
        if not left:
            return
        for pid in left:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)


def pids() -> list[int]:
    """The processes that can be seen."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit()] if os.path.isdir("/proc") else []


def session_of(pid: int) -> int | None:
    """The session of a process that still runs."""
    with suppress(OSError):
        state, *numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(numbers[2]) if state not in "ZX" else None
    return None
