"""Training runs are remembered: computed once for a recipe and a version of the code, then read from the disk.

The functions that train live in figures/runs/, apart from the pages that draw, so that a new label trains nothing.  A
result is filed under the SHA-256 of what it depends on: the settings, the code of figures/runs and of all layers below,
and the versions of the libraries.  Change any of them and it is computed anew; so it is where the file is damaged.
What is stored goes through the same file either way: a cold and a warm run give the same picture to the byte.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import numpy as np

from figures.stage.write import put

#: What training rests on: the layers, and what their source files end with.
LAYERS = ("figures/runs", "theory", "numerics", "gan_small")
SOURCES = {".py", ".c", ".h"}

Arrays = dict[str, np.ndarray]
_NOTING: list[list[dict[str, Any]]] = []


class NotRemembered(Exception):
    """A result that cannot be kept; the message says where, why, and how to name another place."""


def folder() -> Path:
    """Where results are kept: $GAN_FIGURES_CACHE, or gan-figures in the user's cache folder."""
    if given := os.environ.get("GAN_FIGURES_CACHE"):
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gan-figures"


def remembered(compute: Callable[..., Arrays], **settings: Any) -> Arrays:
    """compute(**settings), from the disk if it is there.

    `settings` must be what JSON can say (a Recipe is given by its digest or its fields); the arrays keep their dtype.

    Raises
    ------
    NotRemembered
        If the folder cannot be written.
    """
    key = key_of(compute, settings)
    run = {"run": compute.__name__.strip("_"), "settings": settings, "key": key}
    for noted in _NOTING:
        if run not in noted:
            noted.append(run)
    path = folder() / f"{compute.__module__.rpartition('.')[2]}-{key}.npz"
    found = _read(path)
    if found is not None:
        return found
    try:
        with _alone(path):  # figures that share a run are made at the same time: the second one waits for the first
            found = _read(path)
            if found is None:
                with _one_thread():
                    computed = packed(compute(**settings))
                put(path, computed)
                found = _read(path)
    except OSError as error:
        raise NotRemembered(_why(path, str(error))) from error
    if found is None:
        raise NotRemembered(_why(path, "it cannot be read back"))
    return found


def _why(path: Path, reason: str) -> str:
    return f"the result of a run cannot be kept in {path.parent} ({reason}); name a folder with GAN_FIGURES_CACHE"


def key_of(compute: Callable[..., Arrays], settings: dict[str, Any]) -> str:
    """The first 32 hexadecimal digits of the digest of everything that the result depends on."""
    if "<locals>" in compute.__qualname__:
        way = "it must be a function of a module of figures/runs"
        raise ValueError(f"{compute.__qualname__} cannot be remembered: {way}")
    depends = {
        "function": compute.__name__,
        "module": compute.__module__,
        "settings": settings,
        "code": _code(),
        "versions": {name: version(name) for name in ("numpy", "scipy", "torch", "scikit-learn")},
        "python": sys.version_info[:2],
    }
    return hashlib.sha256(json.dumps(depends, sort_keys=True).encode()).hexdigest()[:32]


@cache
def _code() -> str:
    """The digest of every source file, Python and C, that training rests on."""
    root, digest = Path(__file__).parents[2], hashlib.sha256()
    for path in sorted(path for layer in LAYERS for path in (root / layer).rglob("*") if path.suffix in SOURCES):
        place = path.relative_to(root)
        if "command_line" not in place.parts:  # what asks and shows changes no result
            digest.update(place.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def packed(arrays: Arrays) -> bytes:
    """The arrays as the bytes of an .npz file."""
    stream = io.BytesIO()
    with ZipFile(stream, "w") as container:  # what np.savez writes, without the time of day
        for name, value in arrays.items():
            part = io.BytesIO()
            np.lib.format.write_array(part, np.asarray(value), allow_pickle=False)
            container.writestr(ZipInfo(f"{name}.npy"), part.getvalue(), ZIP_DEFLATED)
    return stream.getvalue()


def _read(path: Path) -> Arrays | None:
    """None if it is not there or damaged: the zip container has a checksum for each array."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except (OSError, BadZipFile, zlib.error, ValueError, EOFError, KeyError):
        return None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time; a lock that goes with the process that holds it, however that ends."""
    if os.name != "posix":
        yield
        return
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _one_thread() -> Iterator[None]:
    """Sums are added up in one order, whatever the machine's number of cores and whoever asks."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"  # for a torch that is loaded in here
    torch = sys.modules.get("torch")
    threads = torch.get_num_threads() if torch else 0
    if torch:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        if torch:
            torch.set_num_threads(threads)
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before


@contextmanager
def noting_runs() -> Iterator[list[dict[str, Any]]]:
    """Yields a list to which each run is added that is asked for while the block lasts, once, for the manifest."""
    noted: list[dict[str, Any]] = []
    _NOTING.append(noted)
    try:
        yield noted
    finally:
        _NOTING.remove(noted)
