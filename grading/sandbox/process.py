"""A worker's process, seen from the grader: started, asked, watched, ended.

Whatever comes out of the pipe is bytes of a stranger: it is bounded here and read in `replies`.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from grading.sandbox import scratch
from grading.sandbox.inside.frames import HEAD
from grading.sandbox.limits import Limits
from grading.sandbox.outcomes import shown
from grading.sandbox.session import end_session

#: Seconds between two looks at the threads and the scratch folder.
TICK = 0.05
#: The pages of `inside`, without the rest of grading: two empty packages stand in for it.
START = """
import sys, types
for name, folder in (("grading", sys.argv[1] + "/.."), ("grading.sandbox", sys.argv[1])):
    package = types.ModuleType(name)
    package.__path__ = [folder]
    sys.modules[name] = package
from grading.sandbox.inside.serve import main
main(int(sys.argv[2]))
"""


class Ended(Exception):
    """The process has given its last answer; `str` says why, in the words of `Stopped`."""


class Process:
    """One process in a session of its own, with a scratch folder as its current one.

    The kernel ends it with the thread that started it, if not earlier: whoever asks keeps that thread alive.
    """

    def __init__(self, limits: Limits, *, alone: bool) -> None:
        """`alone`: the process cannot have started others, so that to end it is enough."""
        self.limits, self.alone = limits, alone
        self.folder = scratch.made()
        here = str(Path(__file__).parent)
        # -S and no PYTHONPATH: nothing of site-packages; -I would be stricter, but ignores PYTHONHASHSEED
        command = [sys.executable, "-s", "-P", "-S", "-B", "-X", "utf8", "-c", START, here, str(os.getpid())]
        try:
            self.popen = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                cwd=self.folder,
                env=environment(self.folder),
                start_new_session=True,
            )
        except BaseException:
            scratch.remove(self.folder)
            raise
        assert self.popen.stdin
        assert self.popen.stdout
        self.requests, self.replies = self.popen.stdin.fileno(), self.popen.stdout.fileno()
        os.set_blocking(self.requests, False)
        os.set_blocking(self.replies, False)

    def ask(self, message: bytes, deadline: float, late: str) -> bytes:
        """The body of the one reply to a message.  Raises Ended, after `deadline` (time.monotonic) with `late`."""
        self._nothing_yet()
        poll = select.poll()
        poll.register(self.replies, select.POLLIN)
        poll.register(self.requests, select.POLLOUT)
        rest, got, tick = memoryview(message), bytearray(), time.monotonic() + TICK
        while True:
            now = time.monotonic()
            if now >= deadline:
                raise Ended(late)
            if now >= tick:
                self._watch()
                tick = now + TICK
            ready = dict(poll.poll(1000 * (min(tick, deadline) - now) + 1))
            if self.requests in ready:
                rest = rest[self._write(rest) :]
                if not rest:
                    poll.unregister(self.requests)
            if self.replies in ready and self._read(got):
                if rest:
                    raise Ended("its reply was written before the question had been read")
                self._watch()
                return bytes(got[HEAD.size :])

    def _write(self, rest: memoryview) -> int:
        try:
            return os.write(self.requests, rest[:65536])
        except BlockingIOError:
            return 0
        except BrokenPipeError:
            raise Ended(self._end()) from None

    def _read(self, got: bytearray) -> bool:
        """Append what is there; is the reply complete?"""
        try:
            part = os.read(self.replies, 65536)
        except BlockingIOError:
            return False
        if not part:
            raise Ended(self._end())
        got += part
        if len(got) < HEAD.size:
            return False
        length = HEAD.unpack(got[: HEAD.size])[0]
        if length > self.limits.reply_bytes:
            raise Ended(f"its reply is longer than {self.limits.reply_bytes} bytes")
        if len(got) > HEAD.size + length:
            raise Ended("its reply is not plain data: more bytes than one reply has")
        return len(got) == HEAD.size + length

    def _nothing_yet(self) -> None:
        """Nothing has been said before the question."""
        try:
            early = os.read(self.replies, 1)
        except BlockingIOError:
            return
        raise Ended("its reply was written before the question" if early else self._end())

    def _watch(self) -> None:
        over = scratch.too_much(self.folder, self.limits)
        with suppress(OSError):  # no /proc, or the process has gone, which its pipe will tell
            threads = os.stat(f"/proc/{self.popen.pid}/task").st_nlink - 2
            if threads > self.limits.threads:
                over = f"more than {self.limits.threads} threads"
        if over:
            raise Ended(over)

    def _end(self) -> str:
        """Why the process has gone; where it only closed its pipe, it goes now."""
        try:
            code = self.popen.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            return "it closed the pipe that answers go through"
        if code >= 0:
            return f"the process ended with status {code} (os._exit?)"
        if -code == signal.SIGXCPU:
            return f"more than {self.limits.cpu_seconds} s of processor time"
        return f"killed by signal {-code} ({signal.strsignal(-code)})"

    def complaint(self) -> str:
        """What a process that did not start wrote on standard error; the last line says it."""
        assert self.popen.stderr
        os.set_blocking(self.popen.stderr.fileno(), False)
        lines = (self.popen.stderr.read(8192) or b"").decode(errors="replace").strip().splitlines()
        return shown(lines[-1]) if lines else ""

    def quiet(self) -> None:
        """The process is confined: what it writes on standard error from now on goes nowhere."""
        assert self.popen.stderr
        self.popen.stderr.close()

    def close(self) -> None:
        """End the process, with all of its session, and remove what it wrote."""
        for pipe in (self.popen.stdin, self.popen.stdout, self.popen.stderr):
            if pipe:
                pipe.close()
        # not yet waited for, the process keeps its number, so the group cannot be somebody else's
        if self.popen.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self.popen.pid, signal.SIGKILL)
        if not self.alone:
            end_session(self.popen.pid)
        self.popen.wait()
        scratch.remove(self.folder)


def environment(folder: str) -> dict[str, str]:
    """All that a submission sees of the environment."""
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")}
    # one arena: with more, each thread takes 64 MiB of address space before it has done anything
    fixed = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "0", "MALLOC_ARENA_MAX": "1"}
    return {**threads, **fixed, "HOME": folder, "TMPDIR": folder}
