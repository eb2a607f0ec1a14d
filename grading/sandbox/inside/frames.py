"""One message on a pipe: its length in four bytes, then JSON.  The worker's side, which waits as long as it takes."""

from __future__ import annotations

import os
import struct
from typing import Any

from grading.sandbox.inside.plain import read, written

HEAD = struct.Struct(">I")


def framed(data: Any) -> bytes:
    """The bytes of a message."""
    body = written(data)
    return HEAD.pack(len(body)) + body


def receive(pipe: int) -> Any:
    """The next message; None where the other side has gone."""
    head = _exactly(pipe, HEAD.size)
    body = _exactly(pipe, HEAD.unpack(head)[0]) if head else None
    return None if body is None else read(body)


def send(pipe: int, data: Any) -> None:
    """All of the message, or BrokenPipeError."""
    rest = memoryview(framed(data))
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _exactly(pipe: int, count: int) -> bytes | None:
    parts = []
    while count:
        part = os.read(pipe, min(count, 1 << 16))
        if not part:
            return None
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
