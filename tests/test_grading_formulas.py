"""Formulas, numbers and letters are decided: what is right is accepted however it is written, what is wrong has a
witness, and a hint only where the slip is decided too."""

from fractions import Fraction

import pytest

from grading.assignment.items import ChoiceItem, FormulaItem, NumberItem, Slip
from grading.items import as_written, choice, formula, number
from grading.items.slips import CONSTANTS, FACTORS, KNOWN
from grading.results import UNANSWERED, Correct, Incorrect, NotChecked

VALUE = FormulaItem("v", "?", 1, reference="2*JSD(p,q) - log(4)", only=("JSD",))
KL = FormulaItem("kl", "?", 1, reference="KL(p,q)", slips=(Slip("3*KL(p,q)", "thrice", "one is enough"),))
DSTAR = FormulaItem("d", "?", 1, reference="p/(p+q)", only=())


@pytest.mark.parametrize(
    "text",
    ["2*JSD(p,q) - log(4)", "-log 4 + 2*JSD(q,p)", r"-\log 4 + 2\,\mathrm{JSD}(p_{data}\|p_g)", "2 JSD(p,q) - 2 log 2",
     r"2\left(\mathrm{JSD}(p\|q) - \ln 2\right)", "2*(JSD(p,q) + log(1/2))"],
)  # fmt: skip
def test_right_in_any_writing(text):
    assert isinstance(formula.judge(VALUE, text), Correct)


@pytest.mark.parametrize(
    "text", ["V(Dstar,G)", "E_p(log(Dstar)) + E_q(log(1-Dstar))", "Integral(p*log(p/(p+q)) + q*log(q/(p+q)), x)",
             "KL(p,m) + KL(q,m) - log(4)"],
)  # fmt: skip
def test_what_repeats_the_question_is_no_answer(text):
    found = formula.judge(VALUE, text)
    assert isinstance(found, Incorrect)
    assert found.mistake == "not written out"


SLIPS = [
    (KL, "KL(q,p)", "p and q swapped"), (KL, "H(p) - H(p,q)", "sign"), (KL, "2*KL(p,q)", "factor 2"),
    (KL, "KL(p,q)/2", "factor 1/2"), (KL, "Integral(p*log2(p/q), x)", "in bits"), (KL, "p*log(p/q)", "the integrand"),
    (KL, "KL(p,q) + log(2)", "off by a constant"), (KL, "J(p,q)", "another quantity"), (KL, "3*KL(p,q)", "thrice"),
    (DSTAR, "q/(p+q)", "p and q swapped"), (DSTAR, "p/q", "another quantity"), (DSTAR, "p/(2*(p+q))", "factor 1/2"),
    (FormulaItem("t", "?", 1, reference="abs(t)"), "t", "right only where positive"),
    (FormulaItem("n", "?", 1, reference="Integral(p*log(p/q), x)", normalised=False),
     "Integral(p*log(p/q) - p + q, x)", "right only for densities"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "text", "mistake"), SLIPS)
def test_a_slip_is_named_and_has_a_witness(item, text, mistake):
    found = formula.judge(item, text)
    assert isinstance(found, Incorrect)
    assert found.mistake == mistake
    assert found.hint
    assert found.witness is not None
    assert found.witness.got != found.witness.expected


def test_no_hint_where_no_slip_fits():
    found = formula.judge(KL, "KL(p,q)**2 + TV(p,q)")
    assert isinstance(found, Incorrect)
    assert (found.hint, found.mistake) == ("", "")


def test_no_hint_shows_the_reference():
    for text in ("KL(q,p)", "2*KL(p,q)", "KL(p,q) + 1", "-KL(p,q)"):
        assert "KL(p" not in repr(formula.judge(KL, text))


def test_every_mistake_has_a_name_that_a_rubric_may_use():
    names = formula.mistakes(KL)
    assert {mistake for item, _, mistake in SLIPS if item is KL} <= names
    assert {name for _, name in (*FACTORS, *CONSTANTS)} <= names
    assert len({what for _, what in KNOWN}) == len(KNOWN)


@pytest.mark.parametrize("text", [None, "", "  ", "...", "?", "TODO", "your answer"])
def test_nothing_is_no_answer(text):
    for judge, item in ((formula.judge, VALUE), (number.judge, LOG_2), (choice.judge, LETTERS)):
        found = judge(item, text)  # type: ignore[arg-type]
        assert isinstance(found, Incorrect)
        assert found.mistake == UNANSWERED


@pytest.mark.parametrize("text", ["the answer is two", "JSD(p,q", "log p/q", "2 ** ** 3"])
def test_what_cannot_be_read_is_not_wrong(text):
    found = formula.judge(VALUE, text)
    assert isinstance(found, NotChecked)
    assert "cannot be read" in found.because


def test_a_bare_logarithm_is_read_only_where_it_can_mean_one_thing():
    for text, read in (("2*log 4 - log p", "2*log(4) - log(p)"), ("ln2 - log p(x)", "ln(2) - log(p(x))")):
        assert as_written.formula(text) == read
    assert as_written.formula("2|theta| + |s-1|") == "2abs(theta) + abs(s-1)"
    assert as_written.formula("KL(p||q) + E(a|b)") == "KL(p||q) + E(a|b)"
    for text in ("log p/q", "log 2 x", "log 2^n", "log2(t)", r"\log 2 + 1"):
        assert as_written.formula(text) == text


@pytest.mark.parametrize(
    "text", ["D*(x) = p/(p+q)", "p/(p+q).", r"D^*(x) = \frac{p(X)}{p(X)+q(X)}", "D* = p/(p+q) = 1/(1+q/p)"]
)
def test_what_stands_around_an_answer_is_passed_over(text):
    assert isinstance(formula.judge(DSTAR, text), Correct)


def test_of_a_constant_nothing_is_shown_that_is_the_answer():
    item = FormulaItem("c", "?", 1, reference="-log(4)", only=())
    for text in ("p", "0", "log(4)", "-log(2)"):
        found = formula.judge(item, text)
        assert isinstance(found, Incorrect | NotChecked)
        assert "1.386" not in repr(found).replace("1.386294361 is not", "") or text == "log(4)"
        assert getattr(found, "witness", None) is None


def test_a_false_equation_is_not_paid_for_its_last_side():
    for text in ("q/(p+q) = p/(p+q)", "1 - p = p/(p+q)"):
        found = formula.judge(DSTAR, text)
        assert isinstance(found, Incorrect)
        assert found.mistake == "a false equation"
    for text in ("1.386 = 0.693", "1/2 = log(2)"):
        found = number.judge(LOG_2, text)
        assert isinstance(found, Incorrect)
        assert found.mistake == "a false equation"


def test_what_may_stand_once_may_not_stand_twice():
    item = FormulaItem("j", "?", 1, reference="Integral((p-q)*log(p/q), x)", only=("Integral", "E"),
                       at_most={"Integral": 1, "log": 1})  # fmt: skip
    assert isinstance(formula.judge(item, r"\int (p-q)\log\frac{p}{q}\,dx"), Correct)
    found = formula.judge(item, "E_p(log(p/q)) + E_q(log(q/p))")
    assert isinstance(found, Incorrect)
    assert "Integral stands 2 times, where 1 is allowed" in found.because


def test_two_numbers_are_shown_until_they_differ():
    found = formula.judge(FormulaItem("s", "?", 1, reference="abs(t)"), "abs(t) + 10^(-14)")
    assert isinstance(found, Incorrect)
    assert found.witness
    assert found.witness.got != found.witness.expected


def test_another_point_is_asked_about():
    found = formula.judge(FormulaItem("d", "?", 1, reference="p(x)/(p(x)+q(x))"), "p(z)/(p(z)+q(z))")
    assert isinstance(found, NotChecked)
    assert found.because.startswith("z: not a name")


def test_a_name_that_nobody_knows_is_not_called_wrong():
    found = formula.judge(DSTAR, "p/(p+theta)")
    assert isinstance(found, NotChecked)
    assert found.because.startswith("theta: not a name that the question speaks of")


def test_a_slip_of_the_sheet_that_is_right_is_a_fault():
    assert not formula.faults(KL)
    bad = FormulaItem("kl", "?", 1, reference="KL(p,q)", slips=(Slip("H(p,q) - H(p)", "x", "y"),))
    assert "is not wrong" in formula.faults(bad)[0]
    assert "itself uses JSD" in formula.faults(FormulaItem("v", "?", 1, reference="JSD(p,q)", only=()))[0]


LOG_2 = NumberItem("n", "?", 1, reference="log(2)", unit="nats", digits=3, slips=(Slip("log(4)", "twice", "halve it"),))


@pytest.mark.parametrize(
    "text", ["0.693", "0.694", "0.6931471805599453", "log 2", r"\ln 2", "1 bit", "1.0 bits", "0.693 nats", "= 0.693",
             "0,693", "69.3%", "JSD = 0.693", "0.6931 (nats)", "0.6931.", "log(2) = 0.6931",
             r"\log 2 \approx 0.6931", "ln2", "0.6931 nats = 1 bit", "0.693 nats (1 bit)", "6.93e-1",
             "−log(1/2)", "0.6931 \\text{ nats}"],
)  # fmt: skip
def test_a_number_is_right_to_the_digits_that_are_asked(text):
    assert isinstance(number.judge(LOG_2, text), Correct)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [("1", "in bits"), ("0.69", "too few digits"), ("0.7", ""), ("0.8", ""), ("-0.693", "sign"), ("1.386", "twice"),
     ("0.347", "factor 1/2"), ("0.480", "squared"), ("0.8326", "its root"), ("0.692", ""), ("0.6951", ""), ("2", ""),
     ("0.693 bits", "wrong unit"), ("1 nat", "wrong unit")],
)  # fmt: skip
def test_a_wrong_number_is_told_what_it_is_and_not_what_is_right(text, mistake):
    found = number.judge(LOG_2, text)
    assert isinstance(found, Incorrect)
    assert found.mistake == mistake
    assert "0.693" not in repr(found).replace(text, "")


@pytest.mark.parametrize("text", ["x", "p/q", "JSD(p,q)", "nan", "1/0", "9**9**9", "0.1.2", "abc"])
def test_what_is_no_number_is_not_checked(text):
    assert isinstance(number.judge(LOG_2, text), NotChecked)


def test_the_last_digit_is_a_bound():
    """|given - reference| < 10^(e - digits + 1): just inside and just outside of it."""
    item = NumberItem("n", "?", 1, reference="2/3", digits=4)
    edge = Fraction(2, 3) + Fraction(1, 10**4)
    inside, outside = edge - Fraction(1, 10**12), edge + Fraction(1, 10**12)
    assert isinstance(number.judge(item, str(inside)), Correct)
    assert isinstance(number.judge(item, str(outside)), Incorrect)
    zero = NumberItem("n", "?", 1, reference="0", digits=3)
    assert isinstance(number.judge(zero, "0.0009"), Correct)
    assert isinstance(number.judge(zero, "0.0011"), Incorrect)


def test_a_slip_that_is_right_to_the_digits_is_a_fault():
    assert not number.faults(LOG_2)
    assert number.faults(NumberItem("n", "?", 1, reference="log(2)", digits=2, slips=(Slip("0.69315", "x", "y"),)))


LETTERS = ChoiceItem("c", "?", 1, options={"a": "A", "b": "B", "c": "C"}, right=frozenset("ac"), hints={"b": "not b"})


@pytest.mark.parametrize(
    "text", ["a, c", "(a) (c)", "C and A", "a) c)", "a;c", "A C.", "ac", "[a, c]", "{a, c}", "a/c", "options a and c"]
)
def test_letters_in_any_writing(text):
    assert isinstance(choice.judge(LETTERS, text), Correct)


@pytest.mark.parametrize(
    ("text", "mistake", "hint"),
    [("a", "one missing", ""), ("a b c", "one too many", "b: not b"), ("b", "other options", "b: not b")],
)
def test_wrong_letters_are_told_apart(text, mistake, hint):
    found = choice.judge(LETTERS, text)
    assert isinstance(found, Incorrect)
    assert (found.mistake, found.hint) == (mistake, hint)


def test_a_letter_that_is_no_option_is_not_checked():
    assert isinstance(choice.judge(LETTERS, "d"), NotChecked)
