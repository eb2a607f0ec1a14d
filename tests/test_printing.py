"""The printers fail when their table is broken, LaTeX is balanced, and a chain becomes an `align*` block."""

from __future__ import annotations

import re

import pytest
from test_printing_shapes import SHAPES, F, a, b, log, n, p, q

from theory.printing import precedence
from theory.printing.latex import latex
from theory.printing.plain import plain
from theory.printing.precedence import Strength
from theory.printing.rows import align, broken, glyphs
from theory.printing.unicode import unicode
from theory.terms.expr import Add, Call, Integral, Mul, Sym


def test_degenerate_sums_and_products() -> None:
    assert plain(Add(())) == "0"
    assert plain(Mul(())) == "1"
    assert plain(Mul((Add((a,)),)) ** 2) == "a**2"


def matches_the_table() -> bool:
    return all((plain(e), unicode(e), latex(e)) == (typed, shown, typeset) for e, typed, shown, typeset in SHAPES)


@pytest.mark.parametrize("place", sorted(precedence.PLACE))
def test_a_printer_that_drops_brackets_is_caught(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert matches_the_table()
    monkeypatch.setitem(precedence.PLACE, place, Strength.SUM)
    assert not matches_the_table()


@pytest.mark.parametrize("place", sorted(k for k, asked in precedence.PLACE.items() if asked < Strength.ATOM))
def test_a_printer_that_adds_brackets_is_caught(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(precedence.PLACE, place, Strength.ATOM)
    assert not matches_the_table()


@pytest.mark.parametrize("typeset", [row[3] for row in SHAPES])
def test_latex_is_balanced(typeset: str) -> None:
    bare = re.sub(r"\\[{}]", "", typeset)
    assert bare.count("{") == bare.count("}")
    assert typeset.count(r"\left") == typeset.count(r"\right")


def test_align_is_a_chain_with_reasons() -> None:
    kl = F("KL", p, q)
    text = align([(kl, "", ""), (Integral(p * log(p / q)), "=", "definition"), (n(0), ">=", "Jensen: log is concave")])
    assert text == "\n".join(
        [
            r"\begin{align*}",
            r"  \mathrm{KL}(p\,\|\,q) &= \int p\log\frac{p}{q}\,dx && \text{definition} \\",
            r"  &\ge 0 && \text{Jensen: log is concave}",
            r"\end{align*}",
        ]
    )


def test_align_gives_the_first_line_its_reason_and_escapes_text() -> None:
    text = align([(a, "", "50% of a_1 & {b}"), (b, "=", "σ ≤ 1")])
    assert r"a & && \text{50\% of a\_1 \& \{b\}}" in text
    assert r"&= b && \text{$\sigma$ $\le$ 1}" in text


def test_a_parameter_called_sigma_keeps_its_letter() -> None:
    e = Call("sigmoid", (Sym("sigma"),)) + Call("sigmoid", (a,))
    assert unicode(e) == "sigmoid(σ) + sigmoid(a)"
    assert latex(e) == r"\operatorname{sigmoid}(\sigma) + \operatorname{sigmoid}(a)"


def test_a_wide_chain_is_broken_outside_brackets_and_its_reason_stands_below() -> None:
    long = sum((log(Sym(f"a{k}") + b) for k in range(1, 30)), log(b))
    text = align([(a, "", ""), (long, "=", "all the terms")])
    rows = text.splitlines()[1:-1]
    assert rows[0].strip() == r"a & \\"  # the second line is too wide to stand beside it
    assert all(glyphs(row) <= 100 for row in rows)
    assert all(row.count("(") == row.count(")") for row in rows)
    assert rows[-1].strip() == r"&\quad\text{\small all the terms}"
    whole = "".join(row.removesuffix(r" \\").strip().replace(r"&\qquad", "") for row in rows[1:-1])
    assert whole.replace(" ", "") == ("&=" + latex(long)).replace(" ", "")  # and nothing is lost


def test_a_formula_without_a_place_to_break_is_left_whole() -> None:
    inside = latex(log(sum((Sym(f"a{k}") for k in range(1, 60)), b)))
    assert broken(inside) == [inside]
    assert glyphs(r"\frac{p}{p + q}") == 3
