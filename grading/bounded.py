"""A decision within bounds: our own code, on a text that somebody wrote who may wish it to take for ever.

The decision runs in a copy of this process with limits on time and memory; what comes back is the value of our own
function.  A copy that is stopped costs the one item it was made for.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import resource
import select
import signal
import sys
from collections.abc import Callable
from functools import cache
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")
#: A thousand times what an honest formula takes.
SECONDS = 10.0
#: Address space that a copy may have beyond what the process has already.
MEMORY_MIB = 1024
#: Bytes of a value.
LARGEST = 2**24


class OutOfBounds(RuntimeError):
    """The decision was stopped; says by what."""


class GraderFailed(RuntimeError):
    """Our own code raised; says what."""


def bounded(decision: Callable[..., T], *arguments: Any, seconds: float = SECONDS, memory_mib: int = MEMORY_MIB) -> T:
    """The value of `decision(*arguments)`; raises OutOfBounds, or GraderFailed with what it raised.

    The value must be plain enough to be pickled: it is made by our own code, and never by a student's.
    """
    _loaded()
    ours, theirs = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _decide_and_leave(decision, arguments, theirs, seconds, memory_mib)
    os.close(theirs)
    try:
        with os.fdopen(ours, "rb") as answers:
            raw = _all_of(answers.fileno(), monotonic() + seconds)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if raw is None:
        raise OutOfBounds(f"no decision within {seconds:g} s")
    if not raw:
        how = f"by signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "without a word"
        raise OutOfBounds(f"the decision was stopped {how}")
    if len(raw) > LARGEST:
        raise OutOfBounds(f"the decision's value is larger than {LARGEST} bytes")
    kind, value = pickle.loads(raw)
    if kind == "memory":
        raise OutOfBounds(f"the decision needs more than {memory_mib} MiB")
    if kind == "depth":
        raise OutOfBounds("the answer is nested too deeply")
    if kind == "raised":
        raise GraderFailed(value)
    return value


@cache
def _loaded() -> None:
    """The grammars, and what a first decision loads: what is built in a copy is built again in the next."""
    from theory.command_line.question import Question, answer

    for left, right in (("KL(p,q)", "KL(q,p)"), (r"\log t^2 + \int p\,dx", r"2\log|t| + \int q\,dx")):
        answer(Question(left, right))


def _decide_and_leave(decision: Callable[..., Any], arguments: tuple[Any, ...], to: int, seconds: float,
                      memory_mib: int) -> None:  # fmt: skip
    """In the copy: decide, write, and end without any of the cleaning up that is the original's business."""
    try:
        raw = _answer(decision, arguments, seconds, memory_mib)
        while raw:
            raw = raw[os.write(to, raw) :]
    finally:
        # whatever was raised on the way, the copy never goes on as if it were the original
        os._exit(0)


def _answer(decision: Callable[..., Any], arguments: tuple[Any, ...], seconds: float, memory_mib: int) -> bytes:
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        with open("/proc/self/statm") as pages:
            now = int(pages.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + memory_mib * 2**20, now + memory_mib * 2**20))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 2, int(seconds) + 2))
        return pickle.dumps(("value", decision(*arguments)))
    except MemoryError:
        return pickle.dumps(("memory", ""))
    except RecursionError:
        return pickle.dumps(("depth", ""))
    except BaseException as error:
        # whatever it was, it is told to the process that asked, which raises it there
        return pickle.dumps(("raised", f"{type(error).__name__}: {error}"[:500]))


def _all_of(source: int, until: float) -> bytes | None:
    """Everything up to the end, or more than is allowed of it; None if the time is over before."""
    parts: list[bytes] = []
    size = 0
    while size <= LARGEST:
        left = until - monotonic()
        if left <= 0 or not select.select([source], [], [], left)[0]:
            return None
        part = os.read(source, 2**16)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
    return b"".join(parts)
