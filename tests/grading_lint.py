"""What `python -m grading` says, for tests: a command, and a text of notes that is linted."""

import json
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from grading.command_line.main import main

NOTES = Path(__file__).parent / "notes"
Steps = list[tuple[int, str, str]]


def run(*argv: str | Path) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of a command."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(a) for a in argv])
    return code, out.getvalue(), err.getvalue()


def lint(text: str, suffix: str = ".tex") -> tuple[Steps, list[dict]]:
    """The verdicts on a text: (line, verdict, reason) of each step, and the chains as data."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"notes{suffix}"
        file.write_text(text, encoding="utf-8")
        _, out, err = run("derivation", file, "--json")
    assert err == ""
    found = json.loads(out)["chains"]
    return [(s["line"], s["verdict"], s["reason"]) for c in found for s in c["steps"]], found


def wrong(steps: Steps) -> list[int]:
    """The lines of the steps that do not follow."""
    return [line for line, verdict, _ in steps if verdict == "does not follow"]
