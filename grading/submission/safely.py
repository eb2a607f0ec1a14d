"""A file of a student's, read without following it anywhere.

What is read may be quoted in feedback.  So a link is refused, since it could point at the references; a pipe, which
would never end; a file in several places at once; and what is larger than an answer can be.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

MAX_BYTES = 2**20


class Unread(ValueError):
    """A file that was not read: names it, and why."""


def text_of(folder: Path, name: str) -> str | None:
    """The text of a file in a folder, or None if there is none; raises Unread."""
    try:
        inside = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise Unread(f"{folder.name}: cannot be opened as a folder ({error.strerror})") from error
    try:
        # O_NONBLOCK: a pipe is opened, seen for what it is, and refused, where it would otherwise be waited for
        opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=inside)
    except FileNotFoundError:
        return None
    except OSError as error:
        link = " (a link is not followed; hand in the file itself)" if os.path.islink(folder / name) else ""
        raise Unread(f"{name}: cannot be read: {error.strerror}{link}") from error
    finally:
        os.close(inside)
    found = os.fstat(opened)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
        os.close(opened)
        if stat.S_ISREG(found.st_mode):
            raise Unread(f"{name}: stands in {found.st_nlink} places at once (a hard link); hand in a copy")
        raise Unread(f"{name}: not a file; hand in a file of text")
    with os.fdopen(opened, "rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise Unread(f"{name}: more than {MAX_BYTES} bytes; an answer is shorter")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise Unread(f"{name}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
