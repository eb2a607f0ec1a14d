"""The README is one screen, every command in it works, and every file it names is there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from theory.book import CHAPTERS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def commands(text: str) -> list[list[str]]:
    """The `python -m ...` commands of the indented blocks, from the module's name on, without their comments."""
    lines = [line.strip() for line in text.splitlines() if line.startswith("    python -m ")]
    return [shlex.split(line, comments=True)[2:] for line in lines]


def run(arguments: list[str]) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, cwd=ROOT, timeout=120)


#: What the README promises of each `decide` command, by its exit code (0 equal, 1 different).
PROMISED = {"V(Dstar)": 0, "E_q(-log(Dstar))": 1, r"\log a^2": 0}


@pytest.mark.parametrize("arguments", commands(README), ids=" ".join)
def test_every_command_works(arguments, tmp_path):
    done = run([str(tmp_path) if each.startswith("build/") else each for each in arguments])
    pair = arguments[2] if arguments[1:2] == ["decide"] else ""
    assert (done.returncode, done.stderr if done.returncode > 1 else "") == (PROMISED.get(pair, 0), "")
    assert done.stdout


def test_the_commands_are_found_and_a_broken_one_fails():
    assert len(commands(README)) >= 10
    assert commands("    python -m theory no-such-claim  # a comment") == [["theory", "no-such-claim"]]
    assert run(["theory", "no-such-claim"]).returncode == 2


def missing(text: str) -> list[str]:
    """Files and folders in backquotes that are not there."""
    names = [n for n in re.findall(r"`([\w./-]+)`", text) if "/" in n]
    return [n for n in names if not (ROOT / n).exists()]


def test_every_file_it_names_is_there():
    assert missing(README) == []
    assert missing("`theory/no_such_page.py`") == ["theory/no_such_page.py"]


def test_every_chapter_is_in_the_reading_order():
    places = [README.index(f"`theory/{chapter}/`") for chapter in CHAPTERS]
    assert places == sorted(places)
    for chapter in CHAPTERS.values():
        assert (chapter.__doc__ or "").strip() in README


def test_every_page_is_listed_by_its_chapter():
    """A page that no chapter lists is never checked."""
    for name, chapter in CHAPTERS.items():
        written = {p.stem for p in (ROOT / "theory" / name).glob("*.py") if "\nCLAIMS" in p.read_text(encoding="utf-8")}
        assert written == {page.__name__.rpartition(".")[2] for page in chapter.PAGES}


def test_it_is_one_screen():
    assert len(README.splitlines()) <= 60
