"""Every mistake that a page knows is caught, gets its own hint, and is told apart from every other one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from test_grading_functions_stand_in import InProcess, plain

from grading.assignment.items import FunctionItem
from grading.items.function import judge, mistakes_of
from grading.probes.listed import PROBED, probed
from grading.probes.probed import TAGS, Probe
from grading.results import Correct, Incorrect
from grading.sandbox import Worker

#: The smallest separation, in units of what is allowed: far above rounding, whatever the arrangement.
APART = 1e3
CASES = [(name, k) for name, page in PROBED.items() for k in range(len(page.mistakes))]
IDS = [f"{name}: {PROBED[name].mistakes[k].name}" for name, k in CASES]


def item_of(name, function=""):
    return FunctionItem("item", "", 1.0, function=function or name, probes=name)


def said(wrong, probe):
    """What a wrong function returns, or that it fails."""
    with np.errstate(all="ignore"):
        try:
            return np.asarray(wrong(*probe.arguments), np.float64)
        except (ArithmeticError, ValueError, LookupError, TypeError) as error:
            return type(error).__name__


def distance(one, other, probe: Probe) -> float:
    """How far apart two answers are, in units of what is allowed; inf if one is none, or they are of other shapes."""
    if isinstance(one, str) or isinstance(other, str):
        return 0.0 if isinstance(one, str) and isinstance(other, str) else np.inf
    if one.shape != other.shape:
        return np.inf
    with np.errstate(all="ignore"):
        apart = np.where((one == other) | (np.isnan(one) & np.isnan(other)), 0.0, np.abs(one - other) / probe.allowed)
    return float(np.max(np.where(np.isnan(apart), np.inf, apart), initial=0.0))


@pytest.mark.parametrize(("name", "k"), CASES, ids=IDS)
def test_a_known_mistake_is_caught_and_named(name, k):
    mistake = PROBED[name].mistakes[k]
    for seed in (1, 2):
        answer = judge(item_of(name), InProcess(**{name: mistake.wrong}), np.random.default_rng(seed))
        assert isinstance(answer, Incorrect)
        assert (answer.mistake, answer.hint) == (mistake.name, mistake.hint)
        assert answer.witness
        assert answer.witness.got != answer.witness.expected
        assert answer.mistake in mistakes_of(item_of(name))


@pytest.mark.parametrize("name", PROBED)
def test_mistakes_are_far_from_right_answers_and_from_each_other(name):
    page = probed(name)
    for seed in range(2):
        probes = page.probes(np.random.default_rng(seed))
        answers = [[said(each.wrong, probe) for probe in probes] for each in page.mistakes]
        right = [np.asarray(probe.expected, np.float64) for probe in probes]
        for mistake, wrong in zip(page.mistakes, answers, strict=True):
            assert _furthest(wrong, right, probes) > APART, mistake.name
        for (a, one), (b, other) in itertools.combinations(zip(page.mistakes, answers, strict=True), 2):
            # two ways to make the same mistake have one name, and need not be told apart
            assert a.name == b.name or _furthest(one, other, probes) > APART, (a.name, b.name)


def _furthest(one, other, probes):
    return max(map(distance, one, other, probes))


def test_a_mistake_that_is_none_would_be_seen():
    """The measure of the test above is 0 where a function is right, and 0 between two of the same."""
    probes = probed("kl").probes(np.random.default_rng(0))
    right = [np.asarray(probe.expected) for probe in probes]
    assert _furthest([said(probed("kl").reference, probe) for probe in probes], right, probes) == 0


@pytest.mark.parametrize("name", PROBED)
def test_in_the_sandbox_the_same_is_said(name):
    """One submission with all mistakes of a page, as tables of their answers: they travel both ways bit for bit."""
    page = probed(name)
    probes = page.probes(np.random.default_rng(3))
    tables = {}
    for k, mistake in enumerate(page.mistakes):
        answers = {}
        for probe in probes:
            value = said(mistake.wrong, probe)
            answers[_key(*probe.arguments)] = value if isinstance(value, str) else value.tolist()
        tables[f"{name}_{k}"] = answers
    source = SOURCE.format(tables=tables) + "".join(
        f"\ndef {f}(*given): return look(TABLES[{f!r}], given)" for f in tables
    )
    with Worker(source) as worker:
        for k, mistake in enumerate(page.mistakes):
            answer = judge(item_of(name, f"{name}_{k}"), worker, np.random.default_rng(3))
            assert isinstance(answer, Incorrect), mistake.name
            assert (answer.mistake, answer.hint) == (mistake.name, mistake.hint)


SOURCE = """
import numpy as np
nan, inf = float("nan"), float("inf")
TABLES = {tables!r}
def key(*given):
    return repr([a.tolist() if isinstance(a, np.ndarray) else a for a in given])
def look(table, given):
    found = table[key(*given)]
    if isinstance(found, str):
        raise ValueError(found)
    return np.array(found) if isinstance(found, list) else found
"""


def _key(*given):
    return repr([plain(a).tolist() if isinstance(a, np.ndarray) else a for a in given])


@pytest.mark.parametrize("name", PROBED)
def test_inputs_are_readable_ordered_and_drawn_anew(name):
    page = probed(name)
    probes, others = (page.probes(np.random.default_rng(seed)) for seed in (0, 1))
    assert 35 <= len(probes) <= 60
    fixed = [probe for probe in probes if not probe.drawn]
    assert probes[: len(fixed)] == tuple(fixed)
    sizes = [sum(np.size(a) for a in probe.arguments) for probe in fixed if probe.tag != "large logits"]
    assert sizes == sorted(sizes)
    assert len(fixed) < len(probes) - 15
    assert {probe.tag for probe in probes} - {""} <= set(TAGS)
    drawn = [_key(*probe.arguments) for probe in probes if probe.drawn]
    assert len(set(drawn) & {_key(*probe.arguments) for probe in others}) < 3
    again = page.probes(np.random.default_rng(0))
    assert [_key(*probe.arguments) for probe in again] == [_key(*probe.arguments) for probe in probes]


@pytest.mark.parametrize("name", PROBED)
def test_the_reference_passes_and_the_student_is_told_all(name):
    page = probed(name)
    assert page.signature.startswith(f"{name}(")
    assert "numpy array" in page.says or "floats" in page.says
    answer = judge(item_of(name), InProcess(**{name: page.reference}), np.random.default_rng(4))
    assert isinstance(answer, Correct)


def test_names_of_mistakes_are_words_for_a_rubric():
    for page in PROBED.values():
        for mistake in page.mistakes:
            assert 0 < len(mistake.name) <= 40
            assert 10 < len(mistake.hint) <= 140


def test_an_unknown_page_is_named():
    with pytest.raises(ValueError, match="there are no probes 'jsd'; there are kl, js"):
        probed("jsd")
