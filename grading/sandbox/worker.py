"""A submission, loaded in a confined process, whose functions can be called.

    with Worker(source) as worker:
        worker.call("kl", [0.5, 0.5], [0.25, 0.75])     # Returned(0.1438..., changed=False)

The process computes and the caller compares: what is expected, and what will be asked next, never enters it.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from grading.sandbox.inside.frames import framed
from grading.sandbox.inside.plain import NotPlain, packed, read
from grading.sandbox.limits import Limits
from grading.sandbox.outcomes import Plain, Raised, Returned, Stopped, shown
from grading.sandbox.process import Ended, Process
from grading.sandbox.protections import protections, weakness
from grading.sandbox.replies import OutOfMemory, failure, names, outcome, reply

T = TypeVar("T")
#: Below this much address space a start that fails is the limit's fault.
NUMPY_MIB = 256
LATE = "it was not up in time"


class NotStarted(RuntimeError):
    """The machine is too busy to start a worker: nothing is said against the submission, nor against the sandbox."""


class Worker:
    """One submission.  A process starts with the first question, and anew after one that had to be ended by force.

    `imports`: packages that the code may import beside the standard library.
    Raises WeakSandbox where a protection is missing, unless `weak`; then what is there is used all the same.
    A worker belongs to one thread: when the thread that asked first ends, the kernel ends the process.
    """

    def __init__(
        self,
        source: str,
        *,
        filename: str = "functions.py",
        limits: Limits = Limits(),  # noqa: B008 - frozen
        weak: bool = False,
        imports: tuple[str, ...] = ("numpy",),
    ) -> None:
        self.source, self.filename, self.limits = source, filename, limits
        self.protections = protections()
        if self.protections.missing and not weak:
            raise weakness(self.protections.missing)
        self.imports = [(name, _folder(name)) for name in imports]
        self._process: Process | None = None
        self._unusable: Raised | Stopped | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process, and with it whatever it was doing."""
        process, self._process = self._process, None
        if process:
            process.close()

    def call(self, function: str, *arguments: Plain) -> Returned | Raised | Stopped:
        """Call a function of the submission.  Raises TypeError at an argument that is not plain."""
        try:
            wire = [packed(argument, room=1 << 28) for argument in arguments]
        except NotPlain as odd:
            raise TypeError(f"an argument for {function} is {odd}; give plain numbers, texts, lists, arrays") from None
        return self._asked({"call": function, "arguments": wire}, outcome)

    def names(self) -> list[str] | Raised | Stopped:
        """The public names of the submission that can be called, those it imported included."""
        return self._asked({"names": True}, names)

    def _asked(self, question: dict[str, Any], read_reply: Callable[[dict[str, Any]], T]) -> T | Raised | Stopped:
        if self._process is None and self._unusable is None:
            self._start()
        if self._unusable is not None or self._process is None:
            return self._unusable or Stopped("it has not been started")
        return self._exchange(question, read_reply, time.monotonic() + self.limits.call_seconds, self._late)

    @property
    def _late(self) -> str:
        return f"no answer within {self.limits.call_seconds:g} s"

    def _start(self) -> None:
        """A process with the submission loaded; where that fails, why it does is the answer to every question."""
        for patience in (1, 4):  # a machine that is busy gets a second, longer while
            self._process = Process(self.limits, alone=self.protections.seccomp)
            if self._confine(self._process, time.monotonic() + patience * self.limits.load_seconds):
                break
            self.close()
        else:
            raise NotStarted(f"a sandbox was not up within {4 * self.limits.load_seconds:g} s; the machine is too busy")
        deadline = time.monotonic() + self.limits.load_seconds
        late = f"the import took more than {self.limits.load_seconds:g} s"
        loaded = self._exchange({"source": self.source}, _loaded, deadline, late)
        if loaded is not None:
            self._unusable = loaded
            self.close()

    def _confine(self, process: Process, deadline: float) -> bool:
        """No line of the submission is sent before the process has said that its fences are up; False if it is late."""
        setup = {
            "limits": asdict(self.limits),
            "fences": self.protections.fences,
            "imports": self.imports,
            "filename": self.filename,
        }
        try:
            answer = read(process.ask(framed(setup), deadline, LATE))
            if answer != {"ready": True}:
                raise Ended(shown(str(answer)))
        except (Ended, NotPlain) as ended:
            if str(ended) == LATE:
                return False
            if self.limits.memory_mib < NUMPY_MIB:
                raise NotStarted(f"memory_mib is {self.limits.memory_mib}, and Python with numpy takes some 150; "
                                 f"give {NUMPY_MIB} or more") from None  # fmt: skip
            why = " ".join(filter(None, [str(ended), process.complaint()]))
            self.close()
            raise weakness((f"a worker that is confined ({why})",)) from None
        process.quiet()
        return True

    def _exchange(
        self, question: dict[str, Any], read_reply: Callable[[dict[str, Any]], T], deadline: float, late: str
    ) -> T | Stopped:
        """Ask and read; a process that did anything but answer is ended."""
        assert self._process
        number = secrets.token_hex(8)  # nobody can answer a question in advance
        try:
            body = self._process.ask(framed({"id": number, **question}), deadline, late)
            return read_reply(reply(body, number))
        except Ended as ended:
            stopped = Stopped(str(ended))
        except NotPlain as odd:
            stopped = Stopped(f"its reply is not plain data: {shown(str(odd))}")
        except OutOfMemory:
            stopped = Stopped(f"more than {self.limits.memory_mib} MiB of memory")
        except BaseException:
            self.close()
            raise
        self.close()
        return stopped


def _loaded(fields: dict[str, Any]) -> Raised | None:
    return None if fields == {"loaded": True} else failure(fields)


def _folder(name: str) -> str:
    """Where a top-level package is installed.  Raises ModuleNotFoundError."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"submissions may import {name}, and it is not installed here; pip install {name}")
    place = os.path.dirname(spec.origin)
    return os.path.realpath(os.path.dirname(place) if spec.submodule_search_locations else place)
