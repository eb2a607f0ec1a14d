"""Where the steps of notes are: chains, names, commands, the three formats, what a file may not be; and `compare`."""

import json
import re

import pytest
from grading_lint import NOTES, lint, run, wrong

from grading.derivations.chains import chains
from grading.derivations.macros import Macro, expanded
from grading.derivations.names import name_of

# ---- where steps are ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "environment", "found"),
    [
        (r"A &= B \\ &= C", "align", [["A", "B", "C"]]),
        (r"A &= B \\ C &= D", "align", [["A", "B"], ["C", "D"]]),
        (r"A &= B \\ &\quad + C \\ &= D", "align", [["A", "B + C", "D"]]),
        (r"A &= B + \\ & C", "align", [["A", "B + C"]]),
        (r"A &= \left( B \right. \\ & \left. - C \right)", "align", [["A", r"\left( B \right. \left. - C \right)"]]),
        (r"A &= B & C &= D \\ &= E &&= F", "align", [["A", "B", "E"], ["C", "D", "F"]]),
        (r"A &= B && \text{since $x = y$} \tag{1}\\ &= C, \label{a=b}", "align", [["A", "B", "C"]]),
        (r"A &=& B \\ &=& C", "eqnarray", [["A", "B", "C"]]),
        (r"A = B = C .", "", [["A", "B", "C"]]),
        (r"A = B, \qquad C = D \quad\text{for all } x", "", [["A", "B"], ["C", "D"]]),
        (r"A \\ = B \\ = C", "gather", [["A", "B", "C"]]),
        (r"A = B \\ + C \\ - D", "multline", [["A", "B + C - D"]]),
        (r"\begin{aligned} A &= B \\ &= C \end{aligned}", "", [["A", "B", "C"]]),
        (r"\sum_{i=1} A(x=1) = B", "", [[r"\sum_{i=1} A(x=1)", "B"]]),
        (r"A &= B \intertext{so $a = b$ and} &= C", "align", [["A", "B", "C"]]),
        (r"A = \begin{cases} a & = b \\ c & d \end{cases}", "", [["A", r"\begin{cases} a & = b \\ c & d \end{cases}"]]),
        (r"A \overset{(a)}{=} B \stackrel{q=p}{=} C", "", [["A", "B", "C"]]),
        (r"A = \\ = B", "gather", [["A", "B"]]),
        (r"-A &= B \\ -C &= D", "align", [["-A", "B"], ["-C", "D"]]),
        (r"p_{\text{data}} = p_{\text{model}}", "", [[r"p_{\text{data}}", r"p_{\text{model}}"]]),
        (r"A", "", []),
    ],
)
def test_chains(body, environment, found):
    assert [[side.text for side in chain.sides] for chain in chains(body, environment)] == found


@pytest.mark.parametrize(
    ("side", "name"),
    [
        ("C(G)", "C(G)"),
        ("L_{D}", "L_D"),
        (r"\mathcal{L}_{\mathrm{VB}}", r"\mathcalL_VB"),
        (r"J^{(G)}(\theta)", r"J^(G)(\theta)"),
        (r"\hat{y}", r"\haty"),
        (r"\mathbb{E}(X)", None),
        ("2L", None),
        ("L + 1", None),
        ("C(G) - C(D)", None),
        (r"KL(p\|q)", None),
        (r"a(1-y)", None),
        (r"\log p", None),
    ],
)
def test_names(side, name):
    assert name_of(side) == name


def test_commands_of_the_writer_are_written_out_and_no_bomb_is():
    known = {"E": Macro(0, r"\mathbb{E}"), "Exp": Macro(2, r"\E_{#1}[#2]"), "a": Macro(0, r"\a\a\a")}
    assert expanded(r"\Exp{p}{x} + \Epsilon", known) == r"\mathbb{E}_{p}[x] + \Epsilon"
    assert len(expanded(r"\a", known)) < 20_000


# ---- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "lines"), [("lecture.md", [12]), ("sheet.ipynb", [13, 34])])
def test_markdown_and_notebooks_with_the_line_of_the_file(name, lines):
    code, out, _ = run("derivation", NOTES / name)
    assert code == 1
    found = [(int(n), rest) for n, rest in re.findall(rf"{name}:(\d+): does not follow: (.*)", out)]
    assert [n for n, _ in found] == lines
    file = (NOTES / name).read_text(encoding="utf-8").splitlines()
    for n, formula in found:
        right = formula.rpartition(" = ")[2]
        assert re.sub(r"\W", "", right) in re.sub(r"\W", "", file[n - 1])


def test_a_domain_holds_from_where_it_is_declared():
    formula = r"\[ \log s^2 = 2\log s \]"
    steps, _ = lint(f"{formula}\n% domain: s: (0,inf)\n{formula}\n% domain: s: (-inf,0)\n{formula}")
    assert [(line, verdict) for line, verdict, _ in steps] == [
        (1, "not checked"), (3, "follows"), (5, "does not follow"),
    ]  # fmt: skip


@pytest.mark.parametrize("how", [r"\sigma: (0,inf)", "sigma: (0,inf)"])
def test_a_domain_from_the_command_line(tmp_path, how):
    (tmp_path / "a.tex").write_text(r"\[ \log\sigma^2 = 2\log\sigma \]")
    assert "1 follow, 0 wrong" in run("derivation", tmp_path / "a.tex", "--domain", how)[1]
    assert "0 follow, 0 wrong" in run("derivation", tmp_path / "a.tex")[1]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", ".tex, .md, .ipynb"),
        ("a.tex", None, "cannot be read"),
        ("a.tex", b"\xff\xfe", "not UTF-8"),
        ("a.tex", b"\n\\begin{align} 1 = 1", "a.tex:2: \\begin{align} is never closed"),
        ("a.tex", b"% domain: t", "a.tex:1: domain 't'"),
        ("a.tex", b"% domain: t: somewhere", "not a domain"),
        ("a.tex", b"% given: nothing", "a.tex:1: 'nothing' is not"),
        ("a.ipynb", b"{", "not JSON"),
        ("a.ipynb", b"[]", "list of cells"),
        ("a.ipynb", b'{"cells": [{"cell_type": "markdown", "source": 3}]}', "list of cells"),
        ("a.ipynb", b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_cannot_be_linted(tmp_path, name, content, says):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, err = run("derivation", tmp_path / name)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert name in err
    assert says in err


def test_nothing_is_printed_before_every_file_was_read(tmp_path):
    assert run("derivation", NOTES / "misprints.tex", tmp_path / "none.tex")[:2] == (2, "")


def test_what_is_no_derivation_is_passed_over():
    assert lint("% \\[ 1 = 2 \\]\n\\begin{verbatim}\\[ 1 = 2 \\]\\end{verbatim} $1 = 2$ \\[ 1 \\]")[0] == []
    assert lint("`$$1 = 2$$` <!-- $$1 = 2$$ -->\n```\n$$1 = 2$$\n```\n", ".md")[0] == []
    assert wrong(lint("50\\% \\[ 1 = 2 \\]")[0]) == [1]


def test_json_is_strict_and_says_what_the_text_says():
    def refuse(word: str) -> None:
        raise AssertionError(word)

    code, out, _ = run("derivation", NOTES / "lecture.md", "--json")
    data = json.loads(out, parse_constant=refuse)
    assert code == 1
    assert data["summary"] == {"chains": 3, "steps": 5, "follow": 4, "wrong": 1, "not_checked": 0, "across": 0}
    chain = data["chains"][0]
    assert (chain["verdict"], chain["end_is_right"]) == ("first wrong step", True)
    assert chain["first_wrong"].endswith("lecture.md:12")
    assert [s["verdict"] for s in chain["steps"]] == ["follows", "does not follow", "follows"]
    assert chain["steps"][1]["witness"]["at"] == {"p": ["1/2", "1/2"], "q": ["1/4", "3/4"]}
    assert "the end is right, but reached through a wrong step" in chain["steps"][1]["notes"]


@pytest.mark.parametrize(
    ("argv", "code", "says"),
    [
        (["V(Dstar,G)", "2*JSD(p,q) - log(4)"], 0, "correct"),
        (["-log(4)", "-2*log(2)"], 0, "correct"),
        ([r"\log t^2", r"2\log t", "--domain", "t: (0,inf)"], 0, "correct"),
        ([r"\log t^2", r"2\log t"], 1, "incorrect"),
        (["JSD(p,q)", "2*JSD(p,q)"], 1, "left 0.0338220"),
        (["c", "2"], 1, "incorrect"),  # two formulas are compared as they stand: nothing is taken as a definition
        (["KL(p,q", "1"], 3, "cannot be read"),
        (["p", "p", "q"], 2, ""),
        (["p", "p", "--domain", "p"], 2, ""),
    ],
)
def test_compare(argv, code, says):
    found, out, err = run("compare", *argv)
    assert found == code
    assert says in out
    assert bool(err) == (code == 2)


def test_compare_as_data():
    data = json.loads(run("compare", "JSD(p,q)", "2*JSD(p,q)", "--json")[1])
    assert data["verdict"] == "incorrect"
    assert data["witness"]["at"]["q"] == ["1/4", "3/4"]


@pytest.mark.parametrize("argv", [[], ["nothing"], ["derivation"], ["derivation", "a.tex", "--nope"]])
def test_wrong_use(argv):
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert "usage" in err
