"""Which protections this machine gives, and what is missing.

Two fences, which a process puts up around itself without privileges or namespaces: Landlock (files) and a filter of
system calls (everything else).  They hold in an ordinary container and for root.  bubblewrap is left out on purpose:
containers as they come forbid the namespaces that it needs, and where it runs it would add no bound to these two, only
a second way for things to be.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache

from grading.sandbox.inside import landlock, syscalls

WAY_OUT = (
    "grade on Linux 5.13 or newer with libseccomp2 installed (Debian, Ubuntu: apt-get install libseccomp2), in a "
    "container too, or accept the risk with --allow-weak-sandbox"
)


class WeakSandbox(RuntimeError):
    """This machine cannot fence a submission in: names the missing protections and the way out."""


@dataclass(frozen=True)
class Protections:
    """What this machine gives.  `landlock` is the version of its ABI, 0 for none."""

    landlock: int
    seccomp: bool
    linux: bool = True

    @property
    def fences(self) -> tuple[str, ...]:
        """The names of the fences that a worker puts up, each of them or it refuses to run."""
        return ("landlock",) * bool(self.landlock) + ("seccomp",) * self.seccomp

    @property
    def missing(self) -> tuple[str, ...]:
        """A sentence for each protection that is not there; empty where all are."""
        found = []
        if not self.landlock:
            found.append("files (no Landlock in this kernel): the code can read and write whatever you can")
        if not self.seccomp:
            found.append(
                f"system calls (no {syscalls.LIBRARY}, or no filters in this kernel): the code can start processes, "
                "signal others and open connections"
            )
        if not self.linux:
            found.append("limits (not Linux): memory is not bounded, and a killed grader leaves the code running")
        return tuple(found)


@cache
def protections() -> Protections:
    """What this machine gives; the question changes nothing about this process."""
    linux = sys.platform == "linux"
    return Protections(landlock.abi() if linux else 0, linux and syscalls.library() is not None, linux)


def weakness(missing: tuple[str, ...]) -> WeakSandbox:
    """The error that says so."""
    return WeakSandbox(f"code is run in a sandbox, and here it would lack {'; '.join(missing)}. Way out: {WAY_OUT}")
