"""The C sources of this folder, compiled on first use by the system's compiler, and kept for the next time.

A library is kept under $XDG_CACHE_HOME/gan-theory (or ~/.cache/gan-theory), its name a hash of all it depends on: the
sources, the flags, the compiler's version and the instructions of this processor.  It is written under another name and
then renamed, so two processes that compile at once do not meet half a file.

The flags are those parts of -ffast-math that the sources can bear.  Left out are -fassociative-math, which would undo
the two-part constants in exp and log, -ffinite-math-only, by which a loss that is not a number would pass unseen, and
the linker's share, which sets the processor of the whole process to flush small numbers to zero.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

FLAGS = (
    "-std=gnu11",
    "-O3",
    "-fPIC",
    "-ffp-contract=fast",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-fno-signed-zeros",
)
HERE = Path(__file__).parent


class NoCompiler(RuntimeError):
    """The C sources cannot be compiled here; the message says why, and what to do."""


class Answer(NamedTuple):
    """True or false, with the reason if it is false."""

    yes: bool
    reason: str

    def __bool__(self) -> bool:
        return self.yes


def available() -> Answer:
    """Whether the compiled kernels can be had here.

    >>> bool(Answer(False, "no C compiler"))
    False
    """
    try:
        library("random.c")
    except NoCompiler as error:
        return Answer(False, str(error))
    return Answer(True, "")


def library(source: str, **constants: int) -> ctypes.CDLL:
    """The library of one source file with these constants defined, compiled if it is not in the cache.

    Threads may call it at once.  Raises NoCompiler.
    """
    here = (os.environ.get(name, "") for name in ("CC", "XDG_CACHE_HOME"))
    return _loaded(source, tuple(sorted(constants.items())), *here)


@cache
def _loaded(source: str, constants: tuple[tuple[str, int], ...], wanted: str, cache_home: str) -> ctypes.CDLL:
    compiler = _compiler(wanted)
    flags, machine = _target(compiler)
    command = [compiler, *FLAGS, *flags, *(f"-D{name}={value}" for name, value in constants)]
    texts = [p.read_text() for p in sorted(HERE.iterdir()) if p.suffix in (".c", ".h")]
    name = hashlib.sha256("\0".join([source, *command, machine, *texts]).encode()).hexdigest()[:32]
    path = _folder(cache_home) / f"{Path(source).stem}-{name}.so"
    if not path.exists():
        _compile(command, HERE / source, path)
    try:
        return ctypes.CDLL(str(path))
    except OSError as error:
        raise NoCompiler(
            f"{path} cannot be loaded ({error}); delete it, or name another cache by XDG_CACHE_HOME"
        ) from error


def _compile(command: list[str], source: Path, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    except OSError as error:
        raise NoCompiler(
            f"compiled code cannot be kept in {path.parent} ({error}); name another by XDG_CACHE_HOME"
        ) from error
    os.close(handle)
    try:
        _run([*command, "-shared", str(source), "-o", unfinished, "-lm"])
        os.replace(unfinished, path)
    finally:
        Path(unfinished).unlink(missing_ok=True)


def _folder(cache_home: str) -> Path:
    return (Path(cache_home) if cache_home else Path.home() / ".cache") / "gan-theory"


def _compiler(wanted: str) -> str:
    """$CC, which is asked for by name, or the first of the usual ones."""
    names = [wanted] if wanted else ["cc", "gcc", "clang"]
    for name in names:
        found = shutil.which(name)
        if found:
            return os.path.realpath(found) if name == "cc" else found
    where = "CC" if wanted else "the path"
    raise NoCompiler(f"no C compiler: {where} names {' or '.join(names)}, none is installed; install gcc, or set CC")


@cache
def _target(compiler: str) -> tuple[tuple[str, ...], str]:
    """The flags for this processor, and the compiler's own macros: its version and the processor's instructions."""
    error = NoCompiler(f"{compiler} does not run")
    for flags in (("-march=native",), ("-mcpu=native",), ()):
        try:
            macros = _run([compiler, *FLAGS, *flags, "-dM", "-E", "-x", "c", os.devnull])
        except NoCompiler as refused:
            error = refused
            continue
        wide = ("-mprefer-vector-width=512",) if "__AVX512F__" in macros else ()
        return (*flags, *wide), macros
    raise error


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoCompiler(f"the C compiler failed: {error}; set CC to one that works") from error
    if done.returncode:
        raise NoCompiler(f"the C compiler failed: {' '.join(command)}\n{done.stderr[-2000:]}\nset CC to one that works")
    return done.stdout
