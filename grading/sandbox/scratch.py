"""The folder that a submission may write in: counted while it runs, removed afterwards, whatever was put there."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import suppress

from grading.sandbox.limits import Limits


def made() -> str:
    """A new private folder."""
    return os.path.realpath(tempfile.mkdtemp(prefix="grading-scratch-"))


def too_much(folder: str, limits: Limits) -> str | None:
    """What breaks the limits on the folder, in words.  Looks at no more entries than are allowed; follows no link."""
    size = 0
    try:
        for files, entry in enumerate(_walk(folder), start=1):
            size += entry.stat(follow_symlinks=False).st_blocks * 512
            if files > limits.files:
                return f"more than {limits.files} files"
            if size > limits.scratch_mib << 20:
                return f"more than {limits.scratch_mib} MiB of files"
    except FileNotFoundError:
        return None  # without fences it may go while it is looked at; the next look comes soon
    except OSError as error:
        # nested too deep for a path, or made without the right to read it: what cannot be counted is not allowed
        return f"a folder that cannot be looked into ({error.strerror})"
    return None


def _walk(folder: str) -> Iterator[os.DirEntry[str]]:
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                yield entry
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)


def remove(folder: str) -> None:
    """Remove the folder.  A deep one is flattened, for its paths may be longer than the kernel takes."""
    while entries := _contents(folder):
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                with suppress(FileNotFoundError):
                    os.unlink(entry.path)
                continue
            os.chmod(entry.path, 0o700)  # it is our own, but may have been made without a right to it
            for child in _contents(entry.path):
                if child.is_dir(follow_symlinks=False):
                    os.chmod(child.path, 0o700)
                    os.rename(child.path, os.path.join(folder, secrets.token_hex(8)))  # a name nobody has taken
                else:
                    os.unlink(child.path)
            os.rmdir(entry.path)
    os.rmdir(folder)


def _contents(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)
