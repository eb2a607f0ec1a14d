"""A process takes its own rights away, in an order in which each step can still be done."""

from __future__ import annotations

import ctypes
import importlib
import os
import resource
import signal
import sys
from typing import Any

from grading.sandbox.inside import landlock, syscalls

LINUX = sys.platform == "linux"
PDEATHSIG, DUMPABLE, NO_NEW_PRIVS = 1, 4, 38


class Refused(RuntimeError):
    """A protection that was asked for does not hold, so nothing will be run."""


def die_with(parent: int) -> None:
    """The kernel kills this process when the grader ends, however it ends.  Not on a Mac."""
    if LINUX:
        _prctl(PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def confine(setup: dict[str, Any]) -> None:
    """Limits, packages, then the fences; raises Refused where one that `setup` asks for does not hold.

    The packages and libseccomp are loaded first, because afterwards hardly anything can be read.
    """
    fences = setup["fences"]
    try:
        _limit(setup["limits"], filtered="seccomp" in fences)
        packages = [_load(name, folder) for name, folder in setup["imports"]]
        door = syscalls.Filter() if "seccomp" in fences else None
        if LINUX:
            _prctl(NO_NEW_PRIVS, 1)
            _prctl(DUMPABLE, 0)
            _drop_capabilities()
        if "landlock" in fences:
            rules = landlock.readable([p for p in sys.path if os.path.isabs(p)], packages)
            landlock.fence(rules | {os.getcwd(): landlock.SCRATCH}, landlock.abi())
        if door:
            door.close_door()
    except (OSError, ImportError, ValueError) as error:
        raise Refused(f"{type(error).__name__}: {error}") from error
    _seen(fences)


def _limit(limits: dict[str, int], *, filtered: bool) -> None:
    mib = 1 << 20
    for kind, bound in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits["memory_mib"] * mib),
        (resource.RLIMIT_FSIZE, limits["file_mib"] * mib),
        (resource.RLIMIT_NOFILE, limits["files"]),
        (resource.RLIMIT_STACK, 8 * mib),  # of each thread, too
    ):
        _set(kind, bound, bound)
    # at the first the process is told (SIGXCPU), at the second it is killed
    _set(resource.RLIMIT_CPU, limits["cpu_seconds"], limits["cpu_seconds"] + 1)
    if not filtered:  # a second best: no further process or thread of this user; root's are not counted
        _set(resource.RLIMIT_NPROC, 0, 0)


def _set(kind: int, soft: int, hard: int) -> None:
    """A limit, or the stricter one that is there already."""
    ceiling = resource.getrlimit(kind)[1]
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(kind, (soft, hard))


def _load(name: str, folder: str) -> str:
    """Import a package from the folder that the grader has it from, and forget the folder; returns its place."""
    sys.path.append(folder)
    try:
        module = importlib.import_module(name)
    finally:
        sys.path.remove(folder)
        sys.path_importer_cache.pop(folder, None)  # it knows the names of all that is installed there
    file = module.__file__ or ""
    return os.path.dirname(file) if hasattr(module, "__path__") else file


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0):
        raise OSError(ctypes.get_errno(), f"prctl({option})")


def _drop_capabilities() -> None:
    """Root stays the owner of its files (an interpreter below /root stays readable), and nothing more."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3, this thread
    if ctypes.CDLL(None, use_errno=True).capset(header, (ctypes.c_uint32 * 6)()):
        raise OSError(ctypes.get_errno(), "capset")


def _seen(fences: list[str]) -> None:
    """A fence that is not seen to hold is not relied on: try what it forbids."""
    if "landlock" in fences:
        try:
            os.close(os.open("/", os.O_RDONLY))
        except PermissionError:
            pass
        else:
            raise Refused("Landlock is up, and / can still be listed")
    if "seccomp" in fences and ctypes.CDLL(None).socket(1, 1, 0) >= 0:
        raise Refused("the filter of system calls is up, and a socket can still be opened")
