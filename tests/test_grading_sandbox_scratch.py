"""The scratch folder: counted, and removed whatever is in it."""

import os
from pathlib import Path

import pytest

from grading.sandbox import Limits, scratch

LIMITS = Limits(files=16, scratch_mib=1)


@pytest.fixture
def folder():
    folder = scratch.made()
    yield Path(folder)
    if os.path.exists(folder):
        scratch.remove(folder)
    assert not os.path.exists(folder)


def test_it_is_private(folder):
    assert folder.stat().st_mode & 0o777 == 0o700


def test_little_is_not_too_much(folder):
    (folder / "a").mkdir()
    (folder / "a" / "b").write_text("x")
    assert scratch.too_much(str(folder), LIMITS) is None


def test_files_are_counted_in_every_folder(folder):
    for i in range(9):
        (folder / f"{i}").mkdir()
        (folder / f"{i}" / "file").touch()
    assert scratch.too_much(str(folder), LIMITS) == "more than 16 files"


def test_bytes_are_counted(folder):
    (folder / "file").write_bytes(b"x" * (2 << 20))
    assert scratch.too_much(str(folder), LIMITS) == "more than 1 MiB of files"


def test_links_are_not_followed(folder, tmp_path):
    (tmp_path / "kept").write_bytes(b"x" * (2 << 20))
    (folder / "link").symlink_to(tmp_path)
    (folder / "file").symlink_to(tmp_path / "kept")
    assert scratch.too_much(str(folder), LIMITS) is None
    scratch.remove(str(folder))
    assert (tmp_path / "kept").exists()


def test_a_folder_deeper_than_any_path_is_too_much_and_is_removed(folder):
    here = os.getcwd()
    os.chdir(folder)
    for _ in range(60):
        os.mkdir("d" * 100)
        os.chdir("d" * 100)
    Path("file").touch()
    os.chdir(here)
    many = Limits(files=1000)
    assert "cannot be looked into" in (scratch.too_much(str(folder), many) or "")
    scratch.remove(str(folder))


def test_many_levels_and_odd_names_are_removed(folder):
    for name in (b"\xff", b"a\nb", b"\x011", b"\x01", b"-rf"):
        (folder / os.fsdecode(name) / "a" / "b").mkdir(parents=True)
        (folder / os.fsdecode(name) / "a" / "file").touch()
        (folder / os.fsdecode(name) / "a").chmod(0)
    scratch.remove(str(folder))
    assert not folder.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root can look into every folder")
def test_a_folder_that_cannot_be_read_is_too_much(folder):
    (folder / "closed").mkdir(mode=0o300)
    assert "cannot be looked into" in (scratch.too_much(str(folder), LIMITS) or "")
