"""What students are told of functions that cannot be called, return what cannot be sent, or are rounded."""

from __future__ import annotations

import numpy as np
import pytest
from test_grading_functions import item_of, judged

from grading.items.function import mistakes_of
from grading.probes.asking import seen
from grading.probes.hints import HARD_CODED, guess
from grading.probes.probed import Probe
from grading.results import Incorrect
from grading.sandbox import Returned

#: (function, source, mistake, a piece of the hint)
HINTS = {
    "a fraction": ("kl", "from fractions import Fraction\ndef kl(p, q): return Fraction(1, 2)",
        "stopped", "float(x) makes one of a Fraction"),
    "decimals": ("optimal_discriminator", """from decimal import Decimal
def optimal_discriminator(p, q): return np.array([Decimal(a) for a in p])""", "stopped", "return a float"),
    "a generator": ("optimal_discriminator", "def optimal_discriminator(p, q): return (a for a in p / (p + q))",
        "stopped", "an array of floats"),
    "imports scipy": ("kl", "from scipy.special import rel_entr\ndef kl(p, q): return rel_entr(p, q).sum()",
        "raises an exception", "only numpy and Python's own library are there"),
    "imports torch inside": ("kl", "def kl(p, q):\n    import torch\n    return float(torch.tensor(p).sum())",
        "raises an exception", "only numpy and Python's own library are there"),
    "three arguments": ("kl", "def kl(p, q, base): return 0", "raises an exception", "it is called as kl(p, q)"),
    "rounded to three": ("optimal_discriminator", "def optimal_discriminator(p, q): return np.round(p / (p + q), 3)",
        "rounded", "rounded to 3 decimals"),
    "rounded to two": ("total_variation", "def total_variation(p, q): return round(abs(p - q).sum() / 2, 2)",
        "rounded", "rounded to 2 decimals"),
    "halves in single precision": ("kl", """def kl(p, q):
        k = p > 0
        p, q = np.float32(p[k]).astype(float), np.float32(q[k]).astype(float)
        with np.errstate(all="ignore"):
            return np.sum(p * np.log(p / q))""", "epsilon", "close and not exact"),
    "checks in single precision": ("kl", """def kl(p, q):
        p, q = np.float32(p).astype(float), np.float32(q).astype(float)
        if abs(p.sum() - 1) > 1e-12 or abs(q.sum() - 1) > 1e-12: raise ValueError("no law")
        k = p > 0
        return np.sum(p[k] * np.log(p[k] / q[k]))""", "raises an exception", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", HINTS)
def test_what_keeps_it_from_being_right_is_told(case):
    name, source, mistake, hint = HINTS[case]
    answer = judged(name, source)
    assert isinstance(answer, Incorrect), answer
    assert (answer.mistake, hint in answer.hint) == (mistake, True), answer
    assert answer.mistake in mistakes_of(item_of(name))


@pytest.mark.parametrize(("wrote", "meant"), [
    ("crossentropy", "; did you mean crossentropy?"), ("Cross_Entropy", "; did you mean Cross_Entropy?"),
    ("cross_entropy_loss", "; did you mean cross_entropy_loss?"), ("cros_entropy", "; did you mean cros_entropy?"),
    ("entropy", ""), ("js", ""),
])  # fmt: skip
def test_a_function_under_another_name_is_asked_about(wrote, meant):
    answer = judged("cross_entropy", f"def {wrote}(p, q): return 1.0")
    assert isinstance(answer, Incorrect)
    assert answer.because == f"functions.py defines no cross_entropy{meant}"


@pytest.mark.parametrize(("permuted", "off", "said"), [(False, 0.5, True), (False, 1e-3, False), (True, 0.5, False)])
def test_only_what_is_far_off_on_drawn_inputs_was_learnt_by_heart(permuted, off, said):
    """Near are rounded answers; right where q has the entries of p in another order is who takes p for both."""
    known = [np.array([a, 1 - a]) for a in (0.1, 0.2, 0.3)]
    fixed = [Probe((p, p[::-1] if permuted else np.array([0.5, 0.5])), float(p[0]), 1e-12) for p in known]
    drawn = [Probe((p, np.array([0.4, 0.6])), 1.0, 1e-12, drawn=True) for p in known]
    found = [seen(probe, Returned(probe.expected, False)) for probe in fixed]
    found += [seen(probe, Returned(1.0 + off + k * off / 7, False)) for k, probe in enumerate(drawn)]
    assert (guess(found, (), complete=True).mistake == HARD_CODED) == said


def test_what_cannot_be_sent_is_told_in_few_words():
    answer = judged("kl", "def kl(p, q): return 1j")
    assert isinstance(answer, Incorrect)
    assert answer.because == "kl returned a complex, where 0 is right"
    assert answer.witness
    assert answer.witness.got == "a complex"
    assert "where plain numbers" not in answer.hint


def test_the_arguments_of_a_call_of_ones_own_are_not_those_that_are_asked():
    answer = judged("kl", "def term(a): return a\ndef kl(p, q): return term(p, q)")
    assert isinstance(answer, Incorrect)
    assert answer.hint == ""
