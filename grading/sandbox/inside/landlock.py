"""Landlock, the kernel's own fence around files: what is not named here cannot be opened, by root neither.

It needs no privilege and no namespace, and a process can put it up for itself only once and for good.  Kernels know
more or fewer of its rights (the ABI); what an old one does not know is closed by the filter of `syscalls`.
See landlock(7).
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterator
from pathlib import Path

CREATE, ADD, RESTRICT = 444, 445, 446  # the numbers are the same on every architecture
WRITE_FILE, READ_FILE, READ_DIR, MAKE_DIR, MAKE_REG, TRUNCATE, IOCTL = (
    1 << 1,
    1 << 2,
    1 << 3,
    1 << 7,
    1 << 8,
    1 << 14,
    1 << 15,
)
#: Rights that a rule for something other than a folder may name.
OF_FILES = WRITE_FILE | READ_FILE | TRUNCATE | IOCTL
READ = READ_FILE | READ_DIR
#: Nothing can be removed or renamed in the scratch folder: what cannot be hidden can be counted.
SCRATCH = READ | WRITE_FILE | MAKE_DIR | MAKE_REG | TRUNCATE
DEVICES = {
    "/dev/null": READ_FILE | WRITE_FILE,
    "/dev/zero": READ_FILE,
    "/dev/random": READ_FILE,
    "/dev/urandom": READ_FILE,
}


def abi() -> int:
    """The version of Landlock that the kernel offers; 0 where there is none."""
    try:
        return max(0, ctypes.CDLL(None, use_errno=True).syscall(CREATE, None, 0, 1))
    except (OSError, TypeError, AttributeError):  # not Linux
        return 0


def handled(version: int) -> int:
    """Every right on files that this version knows, as bits: all are taken away, then some are given back."""
    return (1 << (13 + (version >= 2) + (version >= 3) + (version >= 5))) - 1


def fence(rules: dict[str, int], version: int) -> None:
    """Take away all rights on files from this process, for good, but for the rules: path to rights.  Raises OSError.

    Where the kernel can, TCP, abstract sockets and signals to processes outside are taken away too.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    known = handled(version)
    #            files   TCP bind and connect           abstract sockets, signals
    attribute = struct.pack("=QQQ", known, 3 if version >= 4 else 0, 3 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = _checked(libc.syscall(CREATE, attribute[:size], ctypes.c_size_t(size), 0), "landlock_create_ruleset")
    try:
        for path, rights in rules.items():
            _give(libc, ruleset, path, rights & known)
        _checked(libc.syscall(RESTRICT, ruleset, 0), "landlock_restrict_self")
    finally:
        os.close(ruleset)


def _give(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no rule
    try:
        folder = os.path.isdir(path)
        rule = struct.pack("=Qi", rights if folder else rights & OF_FILES, place)
        _checked(libc.syscall(ADD, ruleset, 1, rule, 0), f"landlock_add_rule({path})")
    finally:
        os.close(place)


def _checked(result: int, what: str) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), what)
    return result


def readable(library: list[str], packages: list[str]) -> dict[str, int]:
    """Rules for what Python opens late: the standard library, the allowed packages and the machine's shared libraries.

    `library` are folders of sys.path without site-packages; a rule covers all that lies below, so the folders in which
    other things are installed too are opened entry by entry.
    """
    rules = dict(DEVICES)
    rules |= {path: READ for package in packages for path in (package, package + ".libs")}
    for folder in library:
        rules |= {entry: READ for entry in _entries(folder) if not entry.endswith("-packages")}
    rules |= dict.fromkeys(shared_libraries(packages), READ_FILE)
    rules["/etc/ld.so.cache"] = READ_FILE
    return rules


def shared_libraries(packages: list[str]) -> Iterator[str]:
    """Folders that this process has loaded libraries from, or the libraries in them where Python is installed there."""
    lines = Path("/proc/self/maps").read_text(errors="replace").splitlines()
    mapped = {line.split(maxsplit=5)[5] for line in lines if ".so" in line and line.count(" ") >= 5}
    folders = {os.path.dirname(file) for file in mapped if not file.startswith(tuple(p + "/" for p in packages))}
    for folder in sorted(folders):
        entries = list(_entries(folder))
        if folder.endswith("lib-dynload") or folder.endswith(".libs") or "-packages/" in folder:
            continue
        if any(os.path.basename(entry).startswith(("python", "site-packages")) for entry in entries):
            yield from (entry for entry in entries if ".so" in entry)
        else:
            yield folder


def _entries(folder: str) -> Iterator[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return  # sys.path names a zip file that is seldom there
    yield from (os.path.join(folder, name) for name in names)
