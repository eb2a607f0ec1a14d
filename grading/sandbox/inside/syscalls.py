"""The list of system calls that arithmetic needs; the kernel refuses every other one (EPERM).

A list of what is allowed cannot forget the call that next year's kernel brings.  The list becomes a filter by
libseccomp, which knows the numbers on every architecture; it is reached through ctypes, since it takes five calls of
it and the worker is to load nothing from site-packages before it is fenced in.

Not on it: to start or trace a process, to signal another one, sockets of any kind, to change owner, mode or times of
a file, to remove or rename, mounts, namespaces, limits, priorities, keys, shared memory, bpf, io_uring, memfd.
"""

from __future__ import annotations

import ctypes
import errno
import os

LIBRARY = "libseccomp.so.2"
NAMES = """
    read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek _llseek sendfile sendfile64
    close close_range dup dup2 dup3 pipe pipe2 fsync fdatasync ftruncate ftruncate64 fallocate fadvise64
    fstat fstat64 stat stat64 lstat lstat64 newfstatat fstatat64 statx statfs fstatfs access faccessat faccessat2
    readlink readlinkat getcwd chdir fchdir getdents getdents64 mkdir mkdirat umask
    poll ppoll ppoll_time64 select _newselect pselect6 pselect6_time64
    mmap mmap2 mprotect munmap mremap madvise brk
    futex futex_time64 set_robust_list rseq set_tid_address sched_yield sched_getaffinity membarrier getcpu
    exit exit_group restart_syscall rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend
    rt_sigtimedwait sigaltstack sigreturn pause alarm setitimer getitimer
    nanosleep clock_nanosleep clock_nanosleep_time64 clock_gettime clock_gettime64 clock_getres clock_getres_time64
    gettimeofday time times getrusage getrandom uname sysinfo getrlimit ugetrlimit
    getpid gettid getppid getpgrp getpgid getsid getuid geteuid getgid getegid getgroups getresuid getresgid
    getuid32 geteuid32 getgid32 getegid32
"""
#: glibc falls back to what the filter can look into (clone, openat), where these are said not to exist.
UNKNOWN = ("clone3", "openat2")

ALLOW, REFUSE = 0x7FFF0000, 0x00050000
TSYNC, OPTIMIZE = 4, 8
MASKED = 7
THREAD = 0x00010000  # CLONE_THREAD
NAMESPACES = 0x7E020000  # CLONE_NEW*
TMPFILE = getattr(os, "O_TMPFILE", 0) & ~getattr(os, "O_DIRECTORY", 0)
WORD, LONG = (1 << 32) - 1, (1 << 64) - 1
TCGETS, FIOCLEX, FIONCLEX = 0x5401, 0x5451, 0x5450
#: Duplicate, flags of the file; not F_SETOWN, by which a process has a signal sent to another.
FCNTL = (0, 1, 2, 3, 4, 1030)


class _Compare(ctypes.Structure):
    _fields_ = [("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


def _is(argument: int, mask: int, value: int) -> _Compare:
    """argument & mask == value"""
    return _Compare(argument, MASKED, mask, value)


def conditional(pid: int) -> list[tuple[str, list[_Compare]]]:
    """Calls that are allowed with these arguments only."""
    rules = [("clone", [_is(0, THREAD | NAMESPACES, THREAD)])]
    rules += [(name, [_is(0, WORD, pid)]) for name in ("kill", "tgkill")]  # abort() is a signal to oneself
    rules += [("prlimit64", [_is(0, WORD, who), _is(2, LONG, 0)]) for who in (0, pid)]
    rules += [(name, [_is(1, WORD, command)]) for name in ("fcntl", "fcntl64") for command in FCNTL]
    rules += [("ioctl", [_is(1, WORD, request)]) for request in (TCGETS, FIOCLEX, FIONCLEX)]
    # Landlock before ABI 3 lets a readable file be emptied by O_RDONLY | O_TRUNC; a file of O_TMPFILE has no name
    # and would escape from the watch on the scratch folder
    for name, flags in (("open", 1), ("openat", 2)):
        rules += [(name, [_is(flags, TMPFILE | os.O_TRUNC, 0)])]
        rules += [(name, [_is(flags, TMPFILE | os.O_TRUNC | os.O_ACCMODE, os.O_TRUNC | way)]) for way in (1, 2)]
    return rules


def library() -> ctypes.CDLL | None:
    """libseccomp, where it is installed and the kernel has filters."""
    try:
        seccomp = ctypes.CDLL(LIBRARY, use_errno=True)
        kernel = ctypes.CDLL(None, use_errno=True).prctl(21, 0, 0, 0, 0)  # PR_GET_SECCOMP
    except (OSError, AttributeError):
        return None
    seccomp.seccomp_init.restype = ctypes.c_void_p
    return seccomp if kernel >= 0 else None


class Filter:
    """The filter, built while files can still be read; `close_door` puts it up, for good.  Raises OSError."""

    def __init__(self) -> None:
        found = library()
        if found is None:
            raise OSError(errno.ENOENT, f"{LIBRARY} cannot be loaded")
        self.seccomp = found
        self.context = ctypes.c_void_p(found.seccomp_init(REFUSE | errno.EPERM))
        if not self.context:
            raise OSError(errno.ENOMEM, "seccomp_init")
        self._checked(found.seccomp_attr_set(self.context, TSYNC, 1), "TSYNC")
        found.seccomp_attr_set(self.context, OPTIMIZE, 2)  # a search tree; before libseccomp 2.5 a list does
        for name in NAMES.split():
            self._add(ALLOW, name, [])
        for name in UNKNOWN:
            self._add(REFUSE | errno.ENOSYS, name, [])
        for name, arguments in conditional(os.getpid()):
            self._add(ALLOW, name, arguments)

    def _add(self, action: int, name: str, arguments: list[_Compare]) -> None:
        number = self.seccomp.seccomp_syscall_resolve_name(name.encode())
        if number == -1:
            return  # unknown to this architecture, or to an old library: refused with the rest
        compares = (_Compare * len(arguments))(*arguments)
        result = self.seccomp.seccomp_rule_add_array(
            self.context, ctypes.c_uint32(action), number, len(arguments), compares
        )
        self._checked(result, name)

    def close_door(self) -> None:
        self._checked(self.seccomp.seccomp_load(self.context), "seccomp_load")

    def _checked(self, result: int, what: str) -> None:
        if result < 0:
            raise OSError(-result, f"libseccomp: {what}")
