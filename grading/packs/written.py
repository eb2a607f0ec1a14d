"""Files of a pack, in a zip or a folder: the same files give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

from grading.packs.project import NoPack

#: The first moment that a zip can name.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def zipped(path: Path, files: Mapping[str, bytes], *, executable: Collection[str] = ()) -> Path:
    """Write a zip: sorted, without dates; a new one takes the place of an old one only when it is whole."""
    part = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name, _LONG_AGO)
                entry.create_system = 3  # Unix: else the rights below are not read
                entry.external_attr = (0o100755 if name in executable else 0o100644) << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                out.writestr(entry, files[name])
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def unfolded(folder: Path, files: Mapping[str, bytes], *, executable: Collection[str] = ()) -> Path:
    """Write a folder, which must be new or empty: what a lecturer has put into one is not overwritten."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NoPack(f"{folder} is there and not empty; name a new folder")
    for name in sorted(files):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(files[name])
        file.chmod(0o755 if name in executable else 0o644)
    return folder
