"""Which code a stored result came from: a digest of every source file that can change it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
#: What shows or asks for results, and does not change them.
_OUTSIDE = ("command_line", "experiments")


@cache
def code_version() -> str:
    """The first 16 hexadecimal digits of the SHA-256 of gan_small's sources, Python and C, with their names.

    A comment changes it too: a result is then measured once more than need be, never once too few.
    """
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.relative_to(_HERE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def sources() -> list[Path]:
    """The files it is taken over."""
    found = [path for end in ("py", "c", "h") for path in _HERE.rglob(f"*.{end}")]
    return sorted(path for path in found if path.relative_to(_HERE).parts[0] not in _OUTSIDE)
