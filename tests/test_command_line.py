"""`python -m theory`: the list, one claim, its LaTeX, and what a script can rely on (exit codes, JSON)."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from theory.book import BOOK
from theory.command_line.main import main
from theory.command_line.terminal import plain_columns
from theory.printing.prose import prose_text
from theory.proving.calc import Calc, Line
from theory.proving.claim import rests_on

ROOT = Path(__file__).parent.parent
PROVED, REFUTED, CITED = "v-at-dstar", "log-d-trick-divergence-as-printed", "image-measure"


@pytest.fixture
def run(capsys):
    """Runs the command line in this process: (exit code, standard output, standard error)."""

    def command(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        out, err = capsys.readouterr()
        return code, out, err

    return command


# ---- the list -------------------------------------------------------------------------------------------------------


def test_every_claim_is_listed_in_reading_order(run):
    code, out, err = run()
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in lines[1 : len(BOOK) + 1]] == list(BOOK)
    assert lines[-1].startswith(f"{len(BOOK)} claims: ")
    for status in ("proved", "refuted", "cited"):
        assert f"{sum(c.status == status for c in BOOK.values())} {status}" in lines[-1]


@pytest.mark.parametrize("status", ["proved", "cited", "refuted"])
def test_the_list_can_be_narrowed_to_a_status(run, status):
    code, out, _ = run("--status", status, "--json")
    assert code == 0
    assert [c["id"] for c in json.loads(out)] == [c.id for c in BOOK.values() if c.status == status]


def test_what_is_taken_on_trust_names_its_theorem_and_who_rests_on_it(run):
    code, out, _ = run("--cited")
    assert code == 0
    for claim in (c for c in BOOK.values() if c.status == "cited"):
        assert str(claim.sources[0]) in out
    data = {c["id"]: c["needed_by"] for c in json.loads(run("--cited", "--json")[1])}
    for name, users in data.items():
        assert set(users) == {c.id for c in BOOK.values() if c.status != "cited" and name in rests_on(c, BOOK)}


# ---- one claim ------------------------------------------------------------------------------------------------------


def test_a_claim_is_shown_with_its_proof_and_checked(run):
    code, out, _ = run(PROVED)
    assert code == 0
    assert prose_text(BOOK[PROVED].says) in out
    assert "rests on" in out
    assert "2 JSD(p ‖ q) − log 4" in out
    assert re.search(r"^checked in \d+ ms$", out, re.MULTILINE)


def test_a_refuted_sentence_says_where_it_stands_and_what_is_true_instead(run):
    code, out, _ = run(REFUTED)
    assert code == 0
    assert "seen in" in out
    assert str(BOOK[REFUTED].printed) in out
    assert prose_text(BOOK[REFUTED].instead) in out
    assert "counter-example checked in" in out


def test_a_cited_claim_does_not_pretend_to_be_checked(run):
    code, out, _ = run(CITED)
    assert code == 0
    assert "cited, not proved here" in out
    assert "checked in" not in out


def test_a_claim_as_data(run):
    data = json.loads(run("jsd-max-iff-singular", "--json")[1])
    assert {"id", "says", "status", "assumes", "sources", "rests_on", "proof", "checked"} <= data.keys()
    line = data["proof"][0]["lines"][1]
    assert line.keys() == {"relation", "plain", "unicode", "latex", "reason"}
    assert line["relation"] == "<="
    assert data["checked"]["holds"] is True


def test_a_gap_is_printed_and_is_exit_code_1(run, monkeypatch):
    step = Calc(about="a slip", start="JSD(p, q)", lines=(Line("2*JSD(p, q)", "because I say so"),))
    monkeypatch.setitem(BOOK, PROVED, replace(BOOK[PROVED], proof=(step,)))
    code, out, _ = run(PROVED)
    assert code == 1
    assert "the proof has a gap" in out
    assert "line 1 (because I say so)" in out
    assert run(PROVED, "--json")[0] == run(PROVED, "--latex")[0] == 1


def test_a_page_that_cannot_be_read_is_a_gap_and_no_traceback(run, monkeypatch):
    step = Calc(about="a typing error", start="JSD(p, q", lines=(Line("0", "no reason"),))
    monkeypatch.setitem(BOOK, PROVED, replace(BOOK[PROVED], proof=(step,)))
    for option in ((), ("--json",), ("--latex",)):
        code, out, err = run(PROVED, *option)
        assert code == 1
        assert "cannot be read" in out + err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("optimal-discriminater", "optimal-discriminator"), ("JSD", "jsd-zero-iff-equal"), ("v at dstar", "v-at-dstar")],
)
def test_an_unknown_id_is_answered_with_the_nearest(run, typed, meant):
    code, out, err = run(typed)
    assert (code, out) == (2, "")
    assert repr(typed) in err
    assert meant in err


@pytest.mark.parametrize(
    "wrong",
    [["--latex"], [PROVED, "--cited"], [PROVED, "--latex", "--json"], ["--cited", "--status", "cited"], ["--no"]],
)
def test_options_that_do_not_go_together_are_refused(run, wrong):
    code, out, err = run(*wrong)
    assert (code, out) == (2, "")
    assert "error: " in err


# ---- LaTeX ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BOOK)
def test_the_latex_of_every_claim_is_well_formed(run, name):
    code, out, _ = run(name, "--latex")
    assert code == 0
    assert out.isascii(), sorted({sign for sign in out if not sign.isascii()})
    with_formulas = [step for step in BOOK[name].proof if any(row.expr is not None for row in step.shown())]
    assert out.count(r"\begin{align*}") == out.count(r"\end{align*}") == len(with_formulas)
    assert out.count(r"\begin{quote}") == out.count(r"\end{quote}") >= len(BOOK[name].proof) - len(with_formulas)
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", out):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0
    assert out.count(r"\left") == out.count(r"\right")


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no pdflatex on this machine: LaTeX is not compiled")
def test_the_latex_of_the_whole_book_compiles(run, tmp_path):
    body = "\n\n".join(run(name, "--latex")[1] for name in BOOK)
    document = (
        f"\\documentclass{{article}}\n\\usepackage{{amsmath,amssymb}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    )
    (tmp_path / "book.tex").write_text(document, encoding="ascii")
    command = ["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "book.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    log = done.stdout.decode("latin-1")
    assert done.returncode == 0, log[log.find("\n!") :][:800]
    assert (tmp_path / "book.pdf").stat().st_size > 0


# ---- the rest -------------------------------------------------------------------------------------------------------


def test_the_version_is_that_of_the_project(run):
    code, out, _ = run("--version")
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version is not None
    assert code == 0
    assert version.group(1) in out


@pytest.mark.parametrize("argv", [["--help"], ["decide", "--help"]])
def test_help_has_examples_and_exit_codes(run, argv):
    code, out, _ = run(*argv)
    assert code == 0
    assert "python -m theory decide" in out
    assert "exit code: 0" in out


def test_columns_line_up_below_a_dotted_letter():
    assert plain_columns([("q̇", "a"), ("pq", "b")]) == ["q̇   a", "pq  b"]
