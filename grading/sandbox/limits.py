"""What a submission may use up."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Limits:
    """Bounds on one worker.  Raises ValueError at a bound that is not above zero.

    A call that breaks one is `Stopped`, whatever its values were worth.
    """

    #: Seconds of wall clock for one call, from the question to the end of the reply.
    call_seconds: float = 2.0
    #: Seconds of wall clock for the import of the submission; the process has as many to start, and on a busy
    #: machine, at a second try, four times as many.
    load_seconds: float = 10.0
    #: Seconds of processor time of one process, import and all its calls together (RLIMIT_CPU).
    cpu_seconds: int = 30
    #: MiB of address space: Python with numpy takes some 150 of them (RLIMIT_AS).
    memory_mib: int = 1024
    #: Threads at once, the main one included.
    threads: int = 16
    #: MiB in the scratch folder.  It is looked at 20 times a second, so what is written in between comes on top.
    scratch_mib: int = 16
    #: MiB of one file (RLIMIT_FSIZE).
    file_mib: int = 8
    #: Files and folders in the scratch folder, and files open at once (RLIMIT_NOFILE).
    files: int = 64
    #: Bytes of one reply, as it travels.
    reply_bytes: int = 1 << 20

    def __post_init__(self) -> None:
        for field in fields(self):
            if not getattr(self, field.name) > 0:
                raise ValueError(f"{field.name} is {getattr(self, field.name)}, where a limit is above 0")
        if self.files < 16:
            raise ValueError(f"files is {self.files}, where Python itself wants 16 open files; allow more")
