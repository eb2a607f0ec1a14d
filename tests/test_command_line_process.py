"""`python -m theory` as a user runs it: another process, its output going through a pipe."""

import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

ROOT = Path(__file__).parent.parent


def process(*argv: str, text: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs it as a user does, its output going through a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "theory", *argv], cwd=ROOT, input=text, capture_output=True, text=True, check=False,
        encoding="utf-8", env={**os.environ, **environment},
    )  # fmt: skip


def test_what_goes_through_a_pipe_is_plain_and_does_not_depend_on_a_width():
    wide = process(FORCE_COLOR="1", COLUMNS="200", TERM="xterm-256color")
    narrow = process(FORCE_COLOR="1", COLUMNS="20", TERM="xterm-256color")
    assert wide.returncode == 0
    assert wide.stdout == narrow.stdout
    assert "\x1b" not in wide.stdout + wide.stderr


def test_an_output_without_the_signs_gets_formulas_to_be_typed():
    done = process("v-at-dstar", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "2*JSD(p,q)" in done.stdout.replace(" ", "")
    assert "?" not in done.stdout


def test_a_reader_that_goes_away_is_no_error():
    done = subprocess.run(
        f"{sys.executable} -m theory | head -n 1", shell=True, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("pair", "code"), [(("p", "p"), 0), (("p", "q"), 1), (("p", "log("), 2)], ids=["equal", "different", "unreadable"]
)
def test_exit_codes_of_the_process(pair, code):
    done = process("decide", *pair)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_a_decision_loads_neither_the_book_nor_rich():
    program = "from theory.command_line.main import main\nmain(['decide', 'p', 'q'])\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    names = done.stdout.split()
    assert "theory.command_line.pair" in names
    assert not [name for name in names if re.match(r"rich(\.|$)|theory\.(book|cited|optimal)", name)]


def test_a_file_with_bad_lines_is_answered_to_its_end(tmp_path):
    good = (ROOT / "tests" / "bank" / "near_latex.jsonl").read_bytes().splitlines()[:3]
    bad = [b"garbage", b"[" * 100_000, b"\xff", b"{}", b'{"id": 1, "reference": "log(", "student": 2}', b""]
    (tmp_path / "answers.jsonl").write_bytes(b"\n".join([good[0], *bad, *good[1:]]))
    done = process("decide", "--jsonl", str(tmp_path / "answers.jsonl"))
    found = [json.loads(text)["verdict"] for text in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert found == ["different", *["unreadable"] * 5, "different", "different"]


def test_answers_come_one_by_one():
    """Another program may ask, wait for the answer, and ask again."""
    ask = [sys.executable, "-m", "theory", "decide", "--jsonl", "-"]
    with subprocess.Popen(ask, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as talk:
        assert talk.stdin is not None
        assert talk.stdout is not None
        for student, verdict in [("p", "equal"), ("q", "different")]:
            print(json.dumps({"id": 1, "reference": "p", "student": student}), file=talk.stdin, flush=True)
            assert json.loads(talk.stdout.readline())["verdict"] == verdict
        talk.stdin.close()
        assert talk.wait() == 0


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals to watch a count on")
def test_a_count_in_the_terminal_leaves_the_answers_alone(tmp_path):
    """Rich, unless told not to, sends what is printed beside its display to the display: away from the pipe."""
    bank = ROOT / "tests" / "bank" / "near_plain.jsonl"
    program = "import sys\nfrom theory.command_line import batch\nbatch.PATIENCE = 0\nbatch.decide_file(sys.argv[1])"
    ours, theirs = os.openpty()
    with (tmp_path / "out").open("wb") as out:
        process = subprocess.Popen([sys.executable, "-c", program, str(bank)], cwd=ROOT, stdout=out, stderr=theirs)
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # how the end of a pseudo-terminal is reported on Linux
            while piece := os.read(ours, 4096):
                shown += piece
        os.close(ours)
        assert process.wait() == 0
    assert b"lines answered" in shown
    answers = (tmp_path / "out").read_text(encoding="ascii").splitlines()
    assert len([json.loads(text) for text in answers]) == len(bank.read_bytes().splitlines())


def test_a_table_in_a_terminal_shows_ids_and_statuses_whole():
    program = "import sys\nsys.stdout.isatty = lambda: True\nfrom theory.command_line.main import main\nmain([])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True,
                          encoding="utf-8",
                          env={**os.environ, "COLUMNS": "100", "LINES": "24", "TERM": "dumb"})  # fmt: skip
    lines = [text for text in done.stdout.splitlines() if " refuted " in text or " proved " in text]
    assert "log-d-trick-divergence-as-printed" in {text.split()[0] for text in lines}
    assert 90 < max(map(cell_len, lines)) <= 100  # cells: the hat of x̂ takes none of its own
