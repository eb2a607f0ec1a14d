"""A file that is replaced at once: whoever looks, and whenever the process dies, it is the old one or the new one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write the new content to; it takes the place of `path` when the block ends without an error.

    The content is on the disk before the name points to it, and the name is before this returns (fsync of the file,
    rename within one folder, fsync of the folder): the guarantee holds for a killed process, and for a power cut as
    far as the disk keeps its word.  What a killed process leaves is `.NAME.part`, which the next write replaces.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def write(path: Path, content: str) -> None:
    """The text as the whole content of the file, in UTF-8."""
    with replacing(path) as file:
        file.write(content.encode())


def sync_folder(folder: Path) -> None:
    """Names in a folder, brought to the disk; where folders cannot be opened (Windows), there is nothing to do."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
