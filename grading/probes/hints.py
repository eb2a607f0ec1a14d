"""Which slip is behind wrong answers: a guess, made only where it fits everywhere that it was looked at.

First the mistakes that the page of the function knows: one is told if it agrees with the student's answers on *all*
probes.  Then what holds of any function: other mistakes leave the same trace whatever is computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from grading.probes.answers import ODDITIES, Odd, not_plain, numbers, same
from grading.probes.asking import Seen
from grading.probes.probed import TAGS, Mistake
from grading.probes.relations import RELATIONS, Guess, close, relation
from grading.sandbox.outcomes import Raised, Returned, Stopped

RAISES, STOPPED, WRONG, HARD_CODED, SMALL, NAN, ROUNDED = (
    "raises an exception",
    "stopped",
    "wrong value",
    "hard-coded",
    "small inputs only",
    "nan",
    "rounded",
)
#: Every name that a guess has beside those of the page's mistakes.
GUESSES = {RAISES, STOPPED, WRONG, HARD_CODED, SMALL, NAN, ROUNDED, *RELATIONS, *ODDITIES,
           *(f"fails on {tag}" for tag in TAGS)}  # fmt: skip
#: Answers agree with a mistake's within what a right one may be off by, and this of their size: what a wrong routine
#: adds up may be larger than what a right one does.
RELATIVE = 1e-11
#: Answers learnt by heart are off by more than this share of the right one, on half of the drawn inputs at least; a
#: function that computes in single precision, or rounds, is not.
FAR = 0.01
_CALL = re.compile(r"\(\) (takes|missing|got an unexpected|got some)\b")


def guess(
    found: Sequence[Seen], mistakes: Sequence[Mistake], *, complete: bool, called: str = "with other arguments"
) -> Guess:
    """The slip behind the answers, at least one of which is wrong.  `complete`: every probe was asked.

    `called` says how the function is called, after "it is called".  A lecturer's own hint for the first wrong call is
    told before ours.
    """
    wrong = [one for one in found if not one.right]
    slip = _slip(found, wrong, mistakes) if complete else _stopped(found, wrong[0])
    failed = _why_it_failed(wrong, called) if slip.mistake in (RAISES, STOPPED) else ""
    return Guess(slip.mistake, "; ".join(filter(None, [wrong[0].probe.hint, slip.hint, failed])))


def _why_it_failed(wrong: Sequence[Seen], called: str) -> str:
    """What to do about the first call without an answer, where that is known; or nothing."""
    outcome = next((one.outcome for one in wrong if not isinstance(one.outcome, Returned)), None)
    if isinstance(outcome, Raised) and outcome.kind == "ModuleNotFoundError":
        return "only numpy and Python's own library are there when it is graded"
    # with a line, it is a call of the student's own that does not fit
    if isinstance(outcome, Raised) and outcome.kind == "TypeError" and outcome.line is None:
        return f"it is called {called}" if _CALL.search(outcome.message) else ""
    kind = not_plain(outcome.because) if isinstance(outcome, Stopped) else ""
    if "complex" in kind:
        return "return a float; numbers turn complex by the root or the power of a negative one, or by j"
    if kind.endswith((" Fraction", " Decimal", " object")):
        return "return a float: float(x) makes one of a Fraction or a Decimal x"
    return "return plain numbers: a float, or a list or an array of floats" if kind else ""


def _slip(found: Sequence[Seen], wrong: Sequence[Seen], mistakes: Sequence[Mistake]) -> Guess:
    ordinary = [one for one in found if not one.probe.tag]
    return (
        _known(found, mistakes)
        or _same_oddity(found)
        or _only_where(wrong)
        or relation(found)
        or close(ordinary)
        or _rounded(ordinary)
        # an ordinary input with a probability of 1e-9 may be lost to single precision, and the others tell it
        or close([one for one in ordinary if one.probe.drawn])
        or _learnt_by_heart(found)
        or _only_small(found)
        or _beside(_known(ordinary, mistakes), wrong)
        or _beside(relation(ordinary), wrong)
        or _told_by(wrong[0])
        or Guess(WRONG, "")
    )


def _stopped(found: Sequence[Seen], first: Seen) -> Guess:
    """Too few answers to tell a slip by."""
    if isinstance(first.outcome, Stopped):
        return Guess(STOPPED, "")
    because = next(one.outcome.because for one in found if isinstance(one.outcome, Stopped))
    return _told_by(first) or Guess(STOPPED, f"and further calls had to be stopped: {because}")


def _known(found: Sequence[Seen], mistakes: Sequence[Mistake]) -> Guess | None:
    """The first mistake whose answers are the student's on all of these probes, if one of them is wrong."""
    if all(one.right for one in found):
        return None
    for mistake in mistakes:
        if all(agrees(one, mistake) for one in found):
            return Guess(mistake.name, mistake.hint)
    return None


def agrees(one: Seen, mistake: Mistake) -> bool:
    """Whether the student's function and the wrong one do the same: return the same, or both fail."""
    with np.errstate(all="ignore"):  # overflow and log 0 belong to mistakes
        try:
            said: Any = np.asarray(mistake.wrong(*one.probe.arguments), np.float64)
        except (ArithmeticError, ValueError, LookupError, TypeError):
            return isinstance(one.outcome, Raised)
    if not isinstance(one.outcome, Returned):
        return False
    got = numbers(one.outcome.value, said.shape)
    size = np.abs(np.where(np.isfinite(said), said, 0.0))
    return not isinstance(got, Odd) and same(got, said, one.probe.allowed + RELATIVE * size)


def _same_oddity(found: Sequence[Seen]) -> Guess | None:
    """Every value is odd in the same way, or every call fails with the same exception."""
    odds = {one.odd.mistake for one in found if one.odd}
    if len(odds) == 1 and all(one.odd for one in found):
        # an ordinary input says more: there an array that was not added up is not one number long
        odd = next((one.odd for one in found if one.odd and not one.probe.tag), found[0].odd)
        assert odd
        return Guess(odd.mistake, odd.hint)
    raised = {one.outcome.kind for one in found if isinstance(one.outcome, Raised)}
    if len(raised) == 1 and all(isinstance(one.outcome, Raised) for one in found):
        return Guess(RAISES, "")
    return None


def _only_where(wrong: Sequence[Seen]) -> Guess | None:
    """Right on every ordinary input; the tags are told of the others."""
    if not all(one.probe.tag for one in wrong):
        return None
    tags = list(dict.fromkeys(one.probe.tag for one in wrong))
    how = ""
    if any(one.got is not None and np.isnan(one.got).any() for one in wrong):
        how = "; nan comes of 0/0, 0 log 0 or inf - inf"
    return Guess(f"fails on {tags[0]}", f"right except {', and '.join(TAGS[tag] for tag in tags)}{how}")


def _rounded(found: Sequence[Seen]) -> Guess | None:
    """The right answers to so many decimals, few of them: with more, it is close."""
    if not found or any(one.got is None for one in found):
        return None
    for digits in (1, 2, 3, 4):
        half = 0.5 * 10.0**-digits * (1 + RELATIVE)
        if all(
            same(one.got, np.round(one.got, digits), RELATIVE) and same(one.got, one.expected, half)
            for one in found if one.got is not None
        ):  # fmt: skip
            return Guess(ROUNDED, f"rounded to {digits} decimal{'s' * (digits > 1)}: return all of them")
    return None


def _learnt_by_heart(found: Sequence[Seen]) -> Guess | None:
    """Of the ordinary inputs no drawn one is right, and three fixed ones at least, with different answers, are.

    Zeros are right by accident, and so are the answers where some probabilities vanish, or where q has those of p in
    another order.  What is computed, if wrongly, is mostly near: the drawn ones have to be far off.
    """
    ordinary = [one for one in found if not one.probe.tag]
    known = {
        str(one.expected)
        for one in ordinary
        if one.right and not one.probe.drawn and one.expected.any() and not _permuted(one)
    }
    drawn = [one for one in ordinary if one.probe.drawn]
    if not drawn or any(one.right for one in drawn) or len(known) < 3:
        return None
    if 2 * sum(map(_far_off, drawn)) < len(drawn):
        return None
    return Guess(HARD_CODED, "right on a few small inputs and wrong on all others")


def _permuted(one: Seen) -> bool:
    """Whether the last two lists among the arguments have the same entries, in whatever order."""
    given = [np.sort(each) for each in one.probe.arguments if isinstance(each, np.ndarray) and each.ndim == 1]
    return len(given) > 1 and np.array_equal(given[-1], given[-2])


def _far_off(one: Seen) -> bool:
    if isinstance(one.outcome, Raised):
        # a table without this entry; what else is raised tells its own story
        return one.outcome.kind == "KeyError"
    if one.got is None:
        return True
    with np.errstate(invalid="ignore"):
        # nan is far off, too
        return not np.all(np.abs(one.got - one.expected) <= FAR * np.max(np.abs(one.expected), initial=0.0))


def _only_small(found: Sequence[Seen]) -> Guess | None:
    """Of the ordinary drawn inputs those are right that have up to so many entries."""
    sized = [
        (max(map(np.size, one.probe.arguments)), one.right) for one in found if one.probe.drawn and not one.probe.tag
    ]
    right, wrong = [size for size, ok in sized if ok], [size for size, ok in sized if not ok]
    if len(right) < 3 or not wrong or max(right) >= min(wrong):
        return None
    return Guess(SMALL, f"right for arrays of up to {max(right)} entries, and wrong for more")


def _beside(known: Guess | None, wrong: Sequence[Seen]) -> Guess | None:
    """A slip that fits the ordinary inputs; the others that are wrong are told as well."""
    if known is None:
        return None
    tags = dict.fromkeys(one.probe.tag for one in wrong if one.probe.tag)
    more = ", and ".join(TAGS[tag] for tag in tags)
    return Guess(known[0], f"{known[1]}; besides, look at what comes out {more}" if more else known[1])


def _told_by(first: Seen) -> Guess | None:
    """What the first wrong answer says by itself."""
    if isinstance(first.outcome, Stopped):
        return Guess(STOPPED, "")
    if isinstance(first.outcome, Raised):
        return Guess(RAISES, "")
    if first.odd:
        return Guess(first.odd.mistake, first.odd.hint)
    if first.got is not None and np.isnan(first.got).any():
        return Guess(NAN, "not a number: nan comes of 0/0, inf - inf, or the logarithm or root of a negative number")
    return None
