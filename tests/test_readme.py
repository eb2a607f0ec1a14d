"""The README is one screen, every command in it works, and every file it names is there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def commands(text: str) -> list[list[str]]:
    """The `python -m theory` commands of the indented blocks, without their comments."""
    lines = [line.strip() for line in text.splitlines() if line.startswith("    python -m theory")]
    return [shlex.split(line, comments=True)[3:] for line in lines]


def run(arguments: list[str]) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "theory", *arguments], capture_output=True, text=True, cwd=ROOT, timeout=120
    )


#: What the README promises of each `decide` command, by its exit code (0 equal, 1 different).
PROMISED = {"V(Dstar)": 0, "E_q(-log(Dstar))": 1, r"\log a^2": 0}


@pytest.mark.parametrize("arguments", commands(README), ids=" ".join)
def test_every_command_works(arguments):
    done = run(arguments)
    pair = arguments[1] if arguments[:1] == ["decide"] else ""
    assert (done.returncode, done.stderr if done.returncode > 1 else "") == (PROMISED.get(pair, 0), "")
    assert done.stdout


def test_the_commands_are_found_and_a_broken_one_fails():
    assert len(commands(README)) >= 6
    assert commands("    python -m theory no-such-claim  # a comment") == [["no-such-claim"]]
    assert run(["no-such-claim"]).returncode == 2


def missing(text: str) -> list[str]:
    """Files and folders in backquotes that are not there."""
    names = [n for n in re.findall(r"`([\w./-]+)`", text) if "/" in n]
    return [n for n in names if not (ROOT / n).exists()]


def test_every_file_it_names_is_there():
    assert missing(README) == []
    assert missing("`theory/no_such_page.py`") == ["theory/no_such_page.py"]


def test_every_page_is_in_the_reading_order():
    pages = {p.name for p in (ROOT / "theory").glob("*.py") if "Says\n" in p.read_text()}
    assert {p for p in pages if f"theory/{p}" not in README} == set()


def test_it_is_one_screen():
    assert len(README.splitlines()) <= 60
