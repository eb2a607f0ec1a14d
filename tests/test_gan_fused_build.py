"""Compiling on first use: no compiler, a broken one, a cache that cannot be written, two processes at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gan_small.fused import NoCompiler, available, build


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("CC", raising=False)
    return tmp_path / "gan-theory"


@pytest.fixture
def compiler() -> None:
    if not available():
        pytest.skip(available().reason)


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_without_a_compiler_the_answer_is_no_with_the_reason(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not available()
    assert "no C compiler" in available().reason
    assert "install gcc" in available().reason
    with pytest.raises(NoCompiler, match="no C compiler"):
        build.library("kernel.c", DIM=1, LATENT=1, WIDTH=3, HIDDEN=1)
    monkeypatch.setenv("CC", "no-such-compiler")
    assert "CC names no-such-compiler" in available().reason


def test_a_compiler_that_fails_is_quoted(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", str(script(tmp_path / "fails", "echo out of registers >&2; exit 1")))
    assert "out of registers" in available().reason
    assert not cache.exists()


def test_a_library_that_cannot_be_loaded_is_no_library(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = 'for a; do [ "$was" = -o ] && echo nothing > "$a"; was=$a; done; exit 0'
    monkeypatch.setenv("CC", str(script(tmp_path / "writes", writes)))
    assert "cannot be loaded" in available().reason


def test_a_cache_that_cannot_be_written_is_named(
    compiler: None, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert "name another by XDG_CACHE_HOME" in available().reason


def test_two_processes_may_compile_at_once_and_a_third_finds_it_done(compiler: None, cache: Path) -> None:
    program = "from gan_small.fused import philox; print(philox([0] * 4, [0] * 2)[0] == 0x6627E8D5)"
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache.parent), "PYTHONPATH": str(Path(build.HERE).parents[1])}
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [p.communicate()[0].strip() for p in both] == ["True", "True"]
    (library,) = cache.iterdir()  # one file, and no half ones
    written = library.stat().st_mtime_ns
    assert philox_of(cache) == 0x6627E8D5
    assert [(p, p.stat().st_mtime_ns) for p in cache.iterdir()] == [(library, written)]


def philox_of(cache: Path) -> int:
    from gan_small.fused import philox

    return philox([0] * 4, [0] * 2)[0]


def test_other_constants_and_other_sources_make_another_library(
    compiler: None, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.library("random.c")
    build.library("random.c", UNUSED=1)
    assert len(list(cache.iterdir())) == 2
    copy = tmp_path / "sources"
    copy.mkdir()
    for path in build.HERE.iterdir():
        if path.suffix in (".c", ".h"):
            (copy / path.name).write_text(path.read_text() + "\n/* changed */\n")
    monkeypatch.setattr(build, "HERE", copy)
    build._loaded.cache_clear()
    build.library("random.c")
    assert len(list(cache.iterdir())) == 3


def test_loading_a_library_leaves_small_numbers_alone(compiler: None) -> None:
    """Linked with -ffast-math it would set the whole process to flush numbers below 1.2e-38 to zero."""
    build.library("random.c")
    tiny = np.array([1e-40], np.float32)
    assert (tiny * np.float32(0.5))[0] > 0


def test_no_source_is_longer_than_a_page() -> None:
    sources = [p for p in build.HERE.iterdir() if p.suffix in (".c", ".h")]
    assert len(sources) > 5
    for path in sources:
        lines = path.read_text().splitlines()
        assert len(lines) <= 250, path
        assert max(map(len, lines)) <= 120, path
