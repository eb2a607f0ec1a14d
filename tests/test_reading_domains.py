"""Domains as they are written in the input of `decide`."""

from fractions import Fraction

import pytest

from theory.reading import ReadingError, read, read_domain
from theory.terms.domain import NEGATIVE, NONNEGATIVE, NONZERO, POSITIVE, REAL, UNIT, Domain
from theory.terms.expr import Num


def n(value: int | str) -> Num:
    return Num(Fraction(value))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(0,inf)", POSITIVE),
        (" ( 0 , inf ) ", POSITIVE),
        ("(0, ∞)", POSITIVE),
        ("(0,oo)", POSITIVE),
        ("positive", POSITIVE),
        ("[0,inf)", NONNEGATIVE),
        ("nonnegative", NONNEGATIVE),
        ("(0,1)", UNIT),
        ("real", REAL),
        ("Real", REAL),
        ("ℝ", REAL),
        ("(-inf,inf)", REAL),
        ("nonzero", NONZERO),
        ("(-inf,0)", NEGATIVE),
        ("negative", NEGATIVE),
        ("(-1,1)", Domain(n(-1), n(1))),
        ("[0,1]", Domain(n(0), n(1), True, True)),
        ("[-1/2, 0.5)", Domain(n("-1/2"), n("1/2"), True)),
        ("(-inf, log(2))", Domain(upper=read("log(2)"))),
        ("(-inf, log(2)]", Domain(upper=read("log(2)"), closed_above=True)),
        ("(0, max(1, 2))", Domain(n(0), read("max(1, 2)"))),
        (r"(0, \log 2)", Domain(n(0), read("log(2)"))),
        ("(0, pi)", Domain(n(0), read("pi"))),
        ("t<0", NEGATIVE),
        ("t > 0", POSITIVE),
        ("<0", NEGATIVE),
        (">0", POSITIVE),
        (r"t \ge 0", NONNEGATIVE),
        ("t != 0", NONZERO),
        ("t < log(2)", Domain(upper=read("log(2)"))),
        (r"\lambda\le 1", Domain(upper=n(1), closed_above=True)),
        ("t in (0,1)", UNIT),
        (r"t\in(0,1)", UNIT),
        ("sigma_1: (0,inf)", POSITIVE),
        ("(-inf,ln 2)", Domain(upper=read("log(2)"))),
        ("(-oo,0)", NEGATIVE),
        (r"(-\infty,0)", NEGATIVE),
        ("R", REAL),
        (r"\mathbb{R}", REAL),
        ("reals", REAL),
        ("R+", POSITIVE),
        (r"\mathbb R_+", POSITIVE),
        (r"R\{0}", NONZERO),
    ],
)
def test_domain(text, expected):
    assert read_domain(text) == expected


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("sometimes", 0, "not a domain"),
        ("0,1", 0, "not a domain"),
        ("(0;1)", 4, "two ends"),
        ("(0,1,2)", 4, "two ends"),
        ("(1,0)", 1, "empty"),
        ("(0,a)", 3, "constant"),
        ("(0,log(2)", 8, "not closed"),
        ("(0,lo+)", 6, "too early"),
        ("(inf,0)", 1, "empty"),
        ("t < a", 3, "constant"),
        ("t <", 0, "not a domain"),
        ("0 < t < 1", 0, "not a domain"),
        ("t in (1,0)", 6, "empty"),
        ("", 0, "empty"),
        (None, 0, "string"),
    ],
)
def test_what_is_not_a_domain(text, position, message):
    with pytest.raises(ReadingError, match=message) as caught:
        read_domain(text)
    assert caught.value.position == position


def test_the_message_lists_what_is_accepted():
    with pytest.raises(ReadingError) as caught:
        read_domain("sometimes")
    assert '"(0,inf)"' in str(caught.value)
    assert '"nonzero"' in str(caught.value)
