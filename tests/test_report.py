"""`python -m theory report`: three files from one book, whole or not at all, and a page that needs no network."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from theory.book import BOOK
from theory.command_line.main import main
from theory.command_line.report import write_report
from theory.proving.calc import Calc, Line

VOID = {"meta", "input", "br", "hr", "link", "img"}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    assert main(["report", "--out", str(folder)]) == 0
    return folder


class Nesting(HTMLParser):
    """Tags that are not closed in the order in which they were opened, and what is loaded from elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "script" or given.get("src") or tag == "link":
            self.loads.append(tag)
        if given.get("id"):
            self.ids.append(given["id"])
        if str(given.get("href", "")).startswith("#"):
            self.links.add(given["href"][1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """<mspace/> opens nothing."""

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_the_page_is_whole_and_needs_nothing_else(report):
    text = (report / "index.html").read_text(encoding="utf-8")
    page = Nesting(text)
    assert (page.wrong, page.open, page.loads) == ([], [], [])
    assert set(BOOK) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert page.links <= set(page.ids)
    assert not re.search(r"https?://|url\(|@import|\$", text)  # no network, and no formula left as it was typed


def test_a_page_that_is_broken_is_seen():
    page = Nesting('<p><b>one</p><script src="a.js"></script><a href="#nowhere">x</a>')
    assert page.wrong
    assert page.loads == ["script"]
    assert page.links - set(page.ids) == {"nowhere"}


def test_each_refuted_sentence_stands_beside_its_correction(report):
    text = (report / "index.html").read_text(encoding="utf-8")
    articles = dict(re.findall(r'<article class="claim" id="([^"]+)"(.*?)</article>', text, re.DOTALL))
    for claim in (c for c in BOOK.values() if c.printed):
        article = articles[claim.id]
        assert article.index("As printed") < article.index("What is true") < article.index("Counter-example")
        assert all(f'href="#{name}"' in article for name in claim.corrected_by)
        assert ("may be to blame" in article) == claim.printed.ocr


def test_the_data_hold_every_claim_with_what_came_of_it(report):
    data = {each["id"]: each for each in json.loads((report / "ledger.json").read_text(encoding="utf-8"))}
    assert list(data) == list(BOOK)
    assert all(each["checked"]["holds"] for each in data.values() if each["proof"])
    assert data["min-jg-is-js"]["printed"]["misprints"] == [53]


def test_a_gap_is_on_the_page_and_in_the_exit_code(tmp_path, monkeypatch, capsys):
    slip = Calc(about="a slip", start="JSD(p, q)", lines=(Line("2*JSD(p, q)", "because I say so"),))
    monkeypatch.setitem(BOOK, "v-at-dstar", replace(BOOK["v-at-dstar"], proof=(slip,)))
    assert write_report(str(tmp_path)) == 1
    assert "because I say so" in capsys.readouterr().err
    assert "has a gap" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_said(tmp_path, capsys):
    (tmp_path / "taken").write_text("a file")
    assert main(["report", "--out", str(tmp_path / "taken")]) == 2
    assert "choose another --out" in capsys.readouterr().err
    assert main(["report"]) == 2


def test_a_claim_leads_to_the_figures_that_show_it(tmp_path, capsys):
    shown = {"two-losses": {"question": "Two losses?", "claims": ["v-at-dstar", "no-such-claim"]}}
    (tmp_path / "drawn").mkdir()
    (tmp_path / "drawn" / "manifest.json").write_text(json.dumps({"layout": 1, "figures": shown}))
    assert main(["report", "--out", str(tmp_path / "report"), "--figures", str(tmp_path / "drawn")]) == 0
    text = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert text.count('href="../drawn/index.html#two-losses">Two losses?</a>') == 1
    assert "no-such-claim" not in text


def test_a_folder_without_figures_is_refused(tmp_path, capsys):
    given = ["report", "--out", str(tmp_path), "--figures", str(tmp_path)]
    assert main(given) == 2
    assert f"python -m figures all --out {tmp_path}" in capsys.readouterr().err
    (tmp_path / "manifest.json").write_text("[1, 2]")
    assert main(given) == 2
    assert "make the figures again" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no pdflatex: apt-get install texlive-latex-extra")
def test_the_document_of_all_proofs_compiles(report, tmp_path):
    shutil.copy(report / "proofs.tex", tmp_path)
    done = compiled(tmp_path)
    assert done.returncode == 0, done.stdout[-3000:]
    log = (tmp_path / "proofs.log").read_text(errors="replace")
    assert "Missing character" not in log
    assert "Undefined control sequence" not in log
    assert (tmp_path / "proofs.pdf").stat().st_size > 100_000


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no pdflatex: apt-get install texlive-latex-extra")
def test_a_document_that_does_not_compile_is_seen(report, tmp_path):
    text = (report / "proofs.tex").read_text(encoding="utf-8")
    (tmp_path / "proofs.tex").write_text(text.replace(r"\end{align*}", r"\end{aling*}", 1), encoding="utf-8")
    assert compiled(tmp_path).returncode != 0


def compiled(folder) -> subprocess.CompletedProcess:
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "proofs.tex"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=300)
