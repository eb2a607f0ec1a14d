"""What a reader says about mistakes: the place, what is wrong, what it expected; and the bounds."""

import pytest

from theory.reading import ReadingError, read, read_chain, read_pair
from theory.terms.expr import walk

MISTAKES = [
    # text, position, words of the message, words of what was expected
    ("log(p", 5, "not closed", "')'"),
    ("log(p))", 6, "')' closes nothing", ""),
    ("(p]", 2, "']' closes nothing", "')'"),
    ("p + ", 3, "too early", "a number"),
    ("p + * q", 4, "unexpected '*'", "a number"),
    ("pq", 0, "unknown name pq", "p*q"),
    ("logp", 0, "unknown name logp", "log(p)"),
    ("log p", 4, "log without brackets", "log(p"),
    ("p q", 2, "unexpected 'q'", "'*'"),
    ("(p+q)(p-q)", 5, "bracket directly after a bracket", "'*'"),
    ("p(x-mu)", 1, "p is a function of a point", "'*'"),
    ("D(1-D)", 1, "D is a function of a point", "D(x)"),
    ("1/t(1-t)", 3, "t is a symbol here", "t*(...)"),
    ("t(1-t)", 1, "t is a symbol here", "t*(...)"),
    ("sigmod(x)", 0, "unknown function sigmod", "sigmoid"),
    ("kl(p,q)", 0, "unknown function kl", "KL"),
    ("JDS(p,q)", 0, "unknown function JDS", "JS"),
    ("W(p,q)", 0, "unknown function W", "known function"),
    ("2*Z", 2, "unknown name Z", "declared symbol"),
    ("KL(p)", 2, "KL takes two densities, not 1", "KL(p, q)"),
    ("KL(p,q,m)", 2, "not 3", "KL(p, q)"),
    ("H(2)", 2, "H takes densities", "H(p)"),
    ("log(p,q,m)", 0, "log takes one argument", ""),
    ("max(p)", 0, "two or more", ""),
    ("E(log(D))", 0, "without its law", "E_p(...)"),
    ("E_f(D)", 2, "must be a density", "E_p(...)"),
    ("a = b", 2, "unexpected '='", "one formula"),
    ("p < q", 2, "unexpected inequality", ""),
    ("p*log(p)*dx", 9, "differential dx", "Integral"),
    ("Integral(p, (x, 0, 1))", 16, "bounded range", "whole line"),
    ("|p - q", 6, "a bar '|' is not closed", "'|'"),
    ("x^100", 1, "exponent", "64"),
    ("p # q", 2, "unexpected '#'", ""),
    ("q'(x)", 0, "two readings", "qdot"),
    ("p(x|y)", 1, "conditional", "p(x)"),
    (r"\foo x", 0, r"unknown command \foo", ""),
    (r"\frac{1}", 8, "too early", "argument"),
    (r"(\log a)'", 0, "a derivative is not a formula here", "worked out"),
    (r"\log", 4, "without an argument", ""),
    (r"x + \log -x", 9, "unexpected '-'", "a number"),
    (r"\int_0^1 p\,dx", 0, "bounded range", "whole space"),
    (r"\int_A p\,dx", 5, "a part of the space", "the whole space"),
    (r"\mathbb{E}[\log D]", 0, "without its law", "E_p"),
    (r"\mathbb{E}_p(D-1)^2", 18, "not clear where this expectation ends", "square brackets"),
    (r"\max_D V(D,G)", 0, "max over a set", "V(D^*,G)"),
    (r"\log_10 x", 5, "not the base", r"\log_{10}"),
    (r"x^10\alpha", 3, "several digits", "x^{10}"),
    (r"x^-1\alpha", 2, "unexpected '-'", "'{...}'"),
    (r"2\,3", 3, "two numbers in a row", r"\cdot"),
    (r"f^{(2)}(x)", 3, "not a power", ""),
    (r"q\,dx", 3, "differentials", "integral"),
    (r"\log(1-D(G(z))", 14, "not closed", "')'"),
    (r"\text{if } x", 0, "a condition without a formula", ""),
    (r"\dot p", 0, "only the generator's density moves", r"\dot q"),
    (r"\mathrm{KL}(p\|q\|m)", 11, "not 3", "KL(p, q)"),
    (r"\log p_\theta(x|z)", 13, "conditional", ""),
    (r"D(x^{(i)})", 5, "not a power", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "position", "message", "expected"), MISTAKES)
def test_a_mistake_is_pointed_at(text, position, message, expected):
    with pytest.raises(ReadingError) as caught:
        read(text)
    error = caught.value
    assert (error.text, error.position) == (text, position)
    assert message in error.message
    assert expected in error.expected


def test_the_caret_stands_under_the_character():
    with pytest.raises(ReadingError) as caught:
        read("2*(p + @q)")
    message, line, caret = str(caught.value).split("\n")
    assert message == "unexpected '@'"
    assert line[caret.index("^")] == "@"
    with pytest.raises(ReadingError) as caught:
        read("p + " * 100 + "@")
    _, line, caret = str(caught.value).split("\n")
    assert len(line) < 140
    assert line[caret.index("^")] == "@"


def test_a_declared_sigma_is_not_the_sigmoid():
    with pytest.raises(ReadingError, match=r"sigma\*\(\.\.\.\)"):
        read("sigma(x)", symbols=["sigma"])


def test_an_error_in_a_pair_shows_its_own_side():
    with pytest.raises(ReadingError) as caught:
        read_pair("p", "q +")
    assert caught.value.text == "q +"


@pytest.mark.parametrize("text", ["a = = b", "a =", r"a \le b", r"a = b \\ & + "])
def test_what_is_not_a_chain(text):
    with pytest.raises(ReadingError):
        read_chain(text)


def nested(depth: int) -> str:
    return "(" * depth + "p" + ")" * depth


BOUNDS = [
    # just inside, just outside, words of the refusal
    ("p" + " " * 3999, "p" + " " * 4000, "4001 characters"),
    (nested(50), nested(61), "nested too deeply"),
    ("exp(" * 50 + "p" + ")" * 50, "exp(" * 60 + "p" + ")" * 60, "nested too deeply"),
    (r"\log" * 40 + " p", r"\log" * 80 + " p", "nested too deeply"),
    ("-" * 40 + "p", "-" * 80 + "p", "signs"),
    ("p^" * 30 + "p", "p^" * 80 + "p", "nested too deeply"),
    ("p" + "/2" * 50, "p" + "/2" * 70, "nested too deeply"),
    ("x^64", "x^65", "exponent"),
    ("x^(-64)", "x^(-65)", "exponent"),
    ("x**(8*8)", "x**(8*9)", "exponent"),
    ("x^(2^6)", "x^(2^7)", "exponent"),
    ("((x^4)^4)^4", "((x^4)^4)^5", "powers of powers"),
    ("(1+(1+x^8)^8)^1", "(1+(1+x^8)^8)^2", "powers of powers"),
    ("9" * 60, "9" * 61, "digits"),
    ("1e64", "1e65", "power of ten"),
    ("1e-64", "1e-99999999", "power of ten"),
    ("+".join("p" * 1900), "+".join("p" * 2000), "too many parts"),
]


@pytest.mark.parametrize(("inside", "outside", "message"), BOUNDS)
def test_each_bound_admits_and_refuses(inside, outside, message):
    read(inside)
    with pytest.raises(ReadingError, match=message):
        read(outside)


def test_numbers_are_exact():
    (number,) = walk(read("0.1"))
    assert str(number.value) == "1/10"


@pytest.mark.parametrize("text", [None, 3, b"p", ["p"]])
def test_only_strings_are_read(text):
    with pytest.raises(ReadingError, match="string"):
        read(text)
    with pytest.raises(ReadingError, match="string"):
        read_pair(text, "p")
    with pytest.raises(ReadingError, match="string"):
        read_chain(text)


@pytest.mark.parametrize("text", ["\ud800", "p\x00", "p + \udcff", "\u202ep", "\ufeffp", "p²", "p\u0301"])
def test_strange_characters_are_refused_in_words_that_can_be_printed(text):
    with pytest.raises(ReadingError) as caught:
        read(text)
    str(caught.value).encode("utf-8")


def test_an_unknown_syntax_is_refused():
    with pytest.raises(ReadingError, match="'auto', 'plain' or 'latex'"):
        read("p", syntax="sympy")
