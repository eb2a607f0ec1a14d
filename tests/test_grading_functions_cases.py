"""A lecturer's own table of calls, what counts as an answer, and how a function is asked."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest
from test_grading_functions_stand_in import InProcess

from grading.assignment.items import Case, FunctionItem
from grading.items.function import judge
from grading.probes import shown
from grading.probes.answers import Odd, numbers
from grading.probes.cases import case_probes, number
from grading.probes.listed import probed
from grading.results import Correct, Incorrect
from grading.sandbox import Returned, Stopped

CASES = (
    Case((1.0,), "log(2)", hint="start at one"),
    Case((3.0,), "2*log(2)"),
    Case((0.0,), 0),
    Case((7.0,), "log(8)"),
)


def judged(function, cases=CASES, *, seed=0):
    item = FunctionItem("item", "", 1.0, function="f", cases=tuple(cases))
    return judge(item, InProcess(f=function), np.random.default_rng(seed))


def test_a_table_of_the_lecturer_is_judged():
    assert judged(math.log1p) == Correct("4 probes passed")


def test_a_wrong_answer_gets_the_hint_of_its_case_and_what_holds_of_any_function():
    answer = judged(lambda x: math.log2(1 + x))
    assert isinstance(answer, Incorrect)
    assert answer.because == "f returned 1, where 0.693147 is right"
    assert answer.hint == "start at one; in bits (log2), where nats are expected"
    assert answer.mistake == "in bits"
    assert answer.witness
    assert answer.witness.input == "f(1.0)"


def test_without_a_signature_the_number_of_arguments_is_said():
    answer = judged(lambda x, y: 0.0)
    assert isinstance(answer, Incorrect)
    assert answer.hint == "start at one; it is called with 1 argument"


def test_lists_are_returned_and_a_list_is():
    several, one = numbers([[1.0, 2.0], [3.0, 4.0]], ()), numbers([1.0, 2.0], ())
    assert isinstance(several, Odd)
    assert isinstance(one, Odd)
    assert several.hint.startswith("lists of shape (2, 2) are returned")
    assert one.hint.startswith("a list of 2 is returned")


@pytest.mark.parametrize(("wrong", "mistake"), [
    (lambda x: 2 * math.log1p(x), "factor 2"),
    (lambda x: math.log1p(x) / 2, "factor 1/2"),
    (lambda x: -math.log1p(x), "sign"),
    (lambda x: 0.3 * math.log1p(x), "a factor"),
    (lambda x: math.log1p(x) + 1, "off by a constant"),
    (lambda x: math.log1p(x) ** 2, "squared"),
    (lambda x: math.log1p(x) ** 0.5, "its root"),
    (lambda x: 1 - math.log1p(x), "one minus"),
    (lambda x: x + 1, "exponential"),
    (lambda x: 3.0, "constant"),
    (lambda x: math.log1p(x) + 1e-6, "epsilon"),
    (lambda x: float(np.float32(math.log1p(x))), "single precision"),
    (lambda x: x * x, "wrong value"),
    (lambda x: math.nan, "nan"),
    (lambda x: np.array([math.log1p(x)]), "shape"),
    (lambda x: x > 0, "truth value"),
    (lambda x: str(math.log1p(x)), "not a number"),
    (lambda x: 1 / (x - 1), "raises an exception"),
    (lambda x: None if x else 0.0, "returns nothing"),
    (lambda x: 1j, "stopped"),
])  # fmt: skip
def test_what_holds_of_any_function(wrong, mistake):
    answer = judged(wrong)
    assert isinstance(answer, Incorrect)
    assert answer.mistake == mistake, answer


def test_lists_are_arrays_for_the_student_and_answers_may_be_lists():
    double = Case(([1, 2],), ["2", 4.0])
    table = Case(([[1, 2], [3, 4]],), [[2, 4], [6, 8]])
    assert isinstance(judged(lambda x: 2 * x, [double, table]), Correct)
    assert isinstance(judged(lambda x: (2 * x).tolist(), [double, table]), Correct)
    assert isinstance(judged(lambda x: x, [double, table]), Incorrect)


def test_nine_digits_are_asked_of_a_case():
    """1e-9 of the size, and 1e-12 where the answer is 0."""
    assert isinstance(judged(lambda x: math.log1p(x) * (1 + 0.9e-9)), Correct)
    assert isinstance(judged(lambda x: math.log1p(x) * (1 + 3e-9)), Incorrect)
    assert isinstance(judged(lambda x: math.log1p(x) + 3e-12 * (x == 0)), Incorrect)


@pytest.mark.parametrize("expected", ["log(", "p + 1", "sqrt(-1)", True, None, [1, [2, 3]], "1/0", "KL(p,q)"])
def test_a_case_without_an_answer_is_refused(expected):
    with pytest.raises(ValueError, match=r"case 1 expects .* give a number, a list of numbers, or a formula"):
        case_probes((Case((1.0,), expected),))


def test_formulas_of_a_case_have_every_digit():
    assert number("log(2)") == math.log(2)
    assert number(r"\frac{1}{3}") == 1 / 3
    assert case_probes((Case((1,), math.inf),))[0].expected == math.inf


def test_an_item_with_nothing_to_try_is_refused():
    with pytest.raises(ValueError, match="give it probes, or cases of its own"):
        judge(FunctionItem("kl", "", 1.0, function="kl"), InProcess(), np.random.default_rng(0))


def test_cases_come_before_probes():
    item = FunctionItem("item", "", 1.0, function="kl", probes="kl", cases=(Case(([1.0], [1.0]), 0),))
    answer = judge(item, InProcess(kl=probed("kl").reference), np.random.default_rng(0))
    assert answer == Correct(f"{1 + 50} probes passed")


@pytest.mark.parametrize(("value", "shape"), [
    (1, ()), (0.5, ()), (np.array(0.5), ()), (np.array(2), ()), ([1, 2.5], (2,)), (np.array([1, 2]), (2,)),
    ([np.array(0.5), 1.0], (2,)), ([[1, 2], [3, 4]], (2, 2)), (math.nan, ()),
])  # fmt: skip
def test_what_is_an_answer(value, shape):
    found = numbers(value, shape)
    assert isinstance(found, np.ndarray)
    assert found.shape == shape
    assert found.dtype == np.float64


@pytest.mark.parametrize(("value", "shape", "mistake"), [
    (True, (), "truth value"), (np.array([True, False]), (2,), "truth value"), ([1.0, True], (2,), "truth value"),
    (None, (), "returns nothing"), ("1", (), "not a number"), ({"a": 1}, (), "not a number"),
    ([1.0], (), "shape"), (np.array([1.0]), (), "shape"), (1.0, (1,), "shape"), (np.ones((2, 1)), (2,), "shape"),
    ([[1.0], [2.0]], (2,), "shape"), ([1, [2, 3]], (2,), "not a number"), ([1, None], (2,), "not a number"),
    ([], (), "shape"), (10**400, (), "not a number"), (np.ones(3), (2,), "shape"),
])  # fmt: skip
def test_what_is_none(value, shape, mistake):
    found = numbers(value, shape)
    assert isinstance(found, Odd)
    assert found.mistake == mistake
    assert "is expected" in found.hint


def test_arguments_and_answers_are_short_printable_text():
    assert shown.call("f", (np.array([[1.0, 2.0]]), 3, "a")) == "f(np.array([[1.0, 2.0]]), 3, 'a')"
    assert len(shown.value(np.arange(1000.0), digits=17)) == shown.LENGTH
    answer = judged(lambda x: "x\x1b[2J\n" * 1000)
    assert isinstance(answer, Incorrect)
    assert answer.witness
    assert len(answer.witness.got) <= shown.LENGTH
    assert answer.witness.got.isprintable()


class Counting:
    """Answers with what it is told to, and keeps what it was asked."""

    def __init__(self, outcome):
        self.outcome, self.asked = outcome, []

    def call(self, function, *arguments):
        self.asked.append(arguments)
        return self.outcome


def test_a_function_that_hangs_is_called_twice():
    worker = Counting(Stopped("no answer within 2 s"))
    answer = judge(FunctionItem("i", "", 1.0, function="kl", probes="kl"), worker, np.random.default_rng(0))
    assert isinstance(answer, Incorrect)
    assert answer.because == "kl: no answer within 2 s"
    assert len(worker.asked) == 2


def test_only_arguments_enter_the_process_of_the_student():
    worker = Counting(Returned(0.0, False))
    judge(FunctionItem("i", "", 1.0, function="kl", probes="kl"), worker, np.random.default_rng(0))
    probes = probed("kl").probes(np.random.default_rng(0))
    assert all(len(arguments) == 2 for arguments in worker.asked)
    assert len(probes) < len(worker.asked) <= len(probes) + 5


def test_the_probes_need_neither_torch_nor_plots():
    code = (
        "import sys, grading.probes.listed, grading.items.function; print({'torch', 'matplotlib'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert ran.stdout.strip() == "set()"
