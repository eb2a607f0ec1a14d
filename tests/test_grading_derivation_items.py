"""A derivation is right if it begins, passes and ends where it should, and every step on the way is proved."""

import json
import re

import pytest

from grading.assignment.items import DerivationItem
from grading.items.derivation import MISTAKES, faults, judge
from grading.results import Correct, Incorrect, NotChecked
from grading.submission.reading import Derivation

ITEM = DerivationItem(
    "c-of-g", "?", 3,
    begins=("V(Dstar,G)", "E_p(log(Dstar)) + E_q(log(1-Dstar))"),
    through=("KL(p,m) + KL(q,m) - log(4)", "E_p(log(p/(p+q))) + E_q(log(q/(p+q)))"),
    ends="2*JSD(p,q) - log(4)",
    steps=3,
)  # fmt: skip
GOOD = r"""
\begin{align}
C(G) &= V(D^*,G) \\
 &= \mathbb{E}_{x\sim p}[\log D^*(x)] + \mathbb{E}_{x\sim q}[\log(1-D^*(x))] \\
 &= \mathbb{E}_{p}[\log \frac{p(x)}{p(x)+q(x)}] + \mathbb{E}_{q}[\log \frac{q(x)}{p(x)+q(x)}] \\
 &= -\log 4 + KL(p\|m) + KL(q\|m) \\
 &= -\log 4 + 2\,JSD(p\|q)
\end{align}
"""


def said(text, file="c-of-g.tex"):
    return judge(ITEM, Derivation(file, text))


def test_the_item_is_sound_and_an_unsound_one_is_seen():
    assert not faults(ITEM)
    assert faults(DerivationItem("x", "?", 1, begins=("JSD(p,q)",), ends="KL(p,q)")) == [
        "'KL(p,q)' is not equal to 'JSD(p,q)'"
    ]


def test_a_right_derivation_is_proved_step_by_step():
    assert said(GOOD) == Correct("4 steps, each proved")


def test_it_may_be_markdown_or_a_notebook_and_in_several_displays():
    halves = GOOD.replace(" \\\\\n &= -\\log 4 + KL", "\n\\end{align}\nso\n\\begin{align}\nC(G) &= -\\log 4 + KL")
    assert isinstance(said(halves), Correct)
    markdown = GOOD.replace("\\begin{align}", "$$").replace("\\end{align}", "$$")
    assert isinstance(said(markdown, "c-of-g.md"), Correct)
    cells = {"cells": [{"cell_type": "markdown", "source": markdown}]}
    assert isinstance(said(json.dumps(cells), "c-of-g.ipynb"), Correct)


WRONG = [
    (r"-\log 4 + KL", r"-\log 2 + KL", "right end, wrong step", "line 6"),
    ("2\\,JSD", "JSD", "wrong step", "line 7"),
    (r"\log(1-D^*(x))", r"\log D^*(x)", "right end, wrong step", "line 4"),
    (r"\frac{q(x)}{p(x)+q(x)}", r"\frac{p(x)}{p(x)+q(x)}", "right end, wrong step", "line 5"),
]  # fmt: skip


@pytest.mark.parametrize(("stands", "slip", "mistake", "line"), WRONG)
def test_the_first_wrong_step_is_named_with_a_witness(stands, slip, mistake, line):
    assert GOOD.count(stands) == 1
    found = said(GOOD.replace(stands, slip))
    assert isinstance(found, Incorrect)
    assert found.mistake == mistake
    assert found.because.startswith(line)
    assert ("the end is right" in found.because) == (mistake == "right end, wrong step")
    assert found.witness is not None
    got, expected = (float(re.match(r"-?[\d.]+", text)[0]) for text in (found.witness.got, found.witness.expected))  # type: ignore[index]
    assert got != expected


LESS = [
    ("hello", "no answer"),
    ("", "no answer"),
    (r"\[ V(D^*,G) = -\log 4 + 2 JSD(p\|q) \]", "nothing on the way"),
    (r"\[ V(D^*,G) = V(D^*,G)+0 = V(D^*,G)+1-1 = -\log 4 + 2 JSD(p\|q) \]", "nothing on the way"),
    (r"\[ -\log 4 + 2 JSD(p\|q) = -\log 4 + KL(p\|m) + KL(q\|m) = V(D^*, G) \]", "too few steps"),
    (r"\[ V(D^*,G) = V(D^*,G) \] \[ KL(p\|m) + KL(q\|m) - \log 4 = KL(q\|m) + KL(p\|m) - \log 4 \]"
     r"\[ 2 JSD(p\|q) - \log 4 = -\log 4 + 2 JSD(p\|q) \] \[ 2 + 2 = 4 \]", "unfinished"),
    (r"\[ V(D^*,G) = -\log 4 + 2 JSD(p\|q) = -\log 4 + KL(p\|m) + KL(q\|m) = KL(p\|m) + KL(q\|m) - \log 4 \]",
     "nothing on the way"),
    (r"\[ KL(p\|m) + KL(q\|m) = 2 JSD(p\|q) \]", "another start"),
    (GOOD.replace(" \\\\\n &= -\\log 4 + 2\\,JSD(p\\|q)", ""), "unfinished"),
    (r"\[ V(D^*,G) = -\log 4 + KL(p\|m) + KL(q\|m) = -\log 4 + 2 JSD(p\|q) \]", "too few steps"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mistake"), LESS)
def test_right_steps_may_still_be_no_derivation(text, mistake):
    found = said(text)
    assert isinstance(found, Incorrect)
    assert found.mistake == mistake
    assert mistake in MISTAKES


def test_a_derivation_cannot_declare_what_it_may_take_for_granted():
    text = "% given: q = p\n" + GOOD.replace(r"-\log 4 + KL(p\|m) + KL(q\|m)", r"-\log 4")
    assert isinstance(said(text), Incorrect)
    assert not isinstance(said(text.replace("% given: q = p", "Let $q = p$.")), Correct)


def test_a_step_that_cannot_be_read_is_not_called_wrong():
    lines = GOOD.split("\n")
    found = said("\n".join([*lines[:4], r" &= \Omega[p \rhd q] \\", *lines[6:]]))
    assert isinstance(found, NotChecked)
    assert "line 5" in found.because


def test_a_definition_in_the_middle_skips_nothing():
    """`B := 17` beside a formula is no definition: it is decided, and what is not proved joins nothing."""
    start, end = (
        GOOD.split(" \\\\\n &= -\\log 4 + KL")[0],
        "\n &:= 17 \\\\\n &:= -\\log 4 + 2\\,JSD(p\\|q)\n\\end{align}",
    )
    assert not isinstance(said(start + " \\\\" + end), Correct)
    assert isinstance(said(GOOD.replace("&= -\\log 4 + 2", "&:= -\\log 4 + 2")), Correct)
    assert not isinstance(said(GOOD.replace("C(G) &= V(D^*,G) \\\\\n &=", "V(D^*,G) &:=")), Incorrect)


RIGHT = [
    GOOD.replace("C(G) &= V", r"C(G) &= \max_D V(D, G) = V"),
    GOOD.replace(r"\end{align}", r"&\ge -\log 4 \end{align}"),
    GOOD.replace("V(D^*,G) \\\\", "V(D^*,G) \\quad \\text{since } p + q = 2m \\\\"),
    GOOD.replace("V(D^*,G) \\\\", "V(D^*,G) & D^* &= \\frac{p}{p+q} \\\\"),
    GOOD.replace(" \\\\\n &= -\\log 4 + KL", "\n\\end{align}\n\\[ = -\\log 4 + KL").replace(
        " \\\\\n &= -\\log 4 + 2\\,JSD(p\\|q)\n\\end{align}", "\\]\n\\[ &= -\\log 4 + 2\\,JSD(p\\|q) \\]"
    ),
    GOOD.replace("C(G) &= V(D^*,G) \\\\\n &=", "V(D^*,G) &="),
    r"\[ -\log 4 + 2 JSD(p\|q) = -\log 4 + KL(p\|m) + KL(q\|m) = \int p\log\frac{p}{p+q} + q\log\frac{q}{p+q}\,dx"
    r" = E_p[\log D^*] + E_q[\log(1-D^*)] = V(D^*, G) \]",
]  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_accepted_in_any_layout(text):
    found = said(text)
    assert isinstance(found, Correct), found
