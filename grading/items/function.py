"""A Python function, judged by calls: it computes in the sandbox, and what is right is known here only.

The inputs come one at a time, and the answers to them never enter the student's process.
"""

from __future__ import annotations

import numpy as np

from grading.assignment.items import FunctionItem
from grading.probes import asking, shown
from grading.probes.cases import case_probes
from grading.probes.hints import GUESSES, guess
from grading.probes.listed import probed
from grading.probes.probed import Mistake, Probe
from grading.results import UNANSWERED, Answer, Correct, Incorrect, Witness
from grading.sandbox.outcomes import Raised, Returned, Stopped

CHANGES, TWICE = "changes its input", "not the same answer twice"
COPY = "work on a copy: x.copy(), np.sort(x) for x.sort(), x = x + 1 for x += 1"


def mistakes_of(item: FunctionItem) -> set[str]:
    """Every name of a mistake that a verdict on this item may have, for its rubric."""
    page = probed(item.probes).mistakes if item.probes else ()
    return {UNANSWERED, CHANGES, TWICE, *GUESSES, *(mistake.name for mistake in page)}


def judge(item: FunctionItem, worker: asking.Submission, rng: np.random.Generator) -> Answer:
    """Correct if every probe passes, twice for some of them; else the first that does not, and a guess at the slip.

    `rng` draws the probes: the same state gives the same verdict.  Of the calls that had to be stopped two are enough.
    Raises ValueError for an item that names no probes and has no cases, or unknown ones.
    """
    name, (probes, mistakes) = item.function, asked(item, rng)
    found = asking.ask(worker, name, probes)
    missing = _unanswered(name, found)
    if missing:
        return Incorrect(missing, mistake=UNANSWERED)
    stopped = any(isinstance(one.outcome, Stopped) for one in found)
    wrong = next((one for one in found if not one.right), None)
    twice = None if stopped else asking.ask_again(worker, name, found)
    if twice:
        return _differs(name, *twice)
    changed = next((one for one in found if isinstance(one.outcome, Returned) and one.outcome.changed), None)
    if wrong:
        slip = guess(found, mistakes, complete=len(found) == len(probes))
        hint = "; ".join(
            filter(None, [slip.hint, f"its arguments are changed in place, too: {COPY}" if changed else ""])
        )
        got, right = shown.got_and_expected(wrong)
        return Incorrect(_fact(name, wrong, got, right), _witness(name, wrong.probe, got, right), hint, slip.mistake)
    if changed:
        witness = _witness(name, changed.probe, "an argument is changed", "the arguments as they were")
        return Incorrect(f"{name} changes its arguments in place", witness, COPY, CHANGES)
    return Correct(f"{len(probes)} probes passed")


def asked(item: FunctionItem, rng: np.random.Generator) -> tuple[tuple[Probe, ...], tuple[Mistake, ...]]:
    """The cases of the sheet, then the probes it names, and the mistakes that are known of these."""
    page = probed(item.probes) if item.probes else None
    probes = case_probes(item.cases) + (page.probes(rng) if page else ())
    if not probes:
        raise ValueError(f"{item.id} has nothing to try {item.function} on; give it probes, or cases of its own")
    return probes, page.mistakes if page else ()


def _unanswered(name: str, found: list[asking.Seen]) -> str:
    """What is missing, if nobody has written the function."""
    outcomes = [one.outcome for one in found]
    first = outcomes[0]
    if all(isinstance(each, Raised) and each.kind == "NotImplementedError" for each in outcomes):
        return f"{name} is still the template's: it raises NotImplementedError"
    if all(isinstance(each, Returned) and each.value is None for each in outcomes):
        return f"{name} returns nothing: is a return missing?"
    if all(isinstance(each, Stopped) and "ellipsis" in each.because for each in outcomes):
        return f"{name} returns ..., which stands for nothing yet"
    if isinstance(first, Raised) and first.kind == "NameError" and first.message.endswith(f"defines no {name}"):
        return first.message
    return ""


def _fact(name: str, one: asking.Seen, got: str, right: str) -> str:
    match one.outcome:
        case Stopped():
            return f"{name}: {got}"
        case Raised():
            return f"{name} raised {got}"
        case _ if one.odd:
            return f"{name} returned {one.odd.what}, where {right} is right"
    return f"{name} returned {got}, where {right} is right"


def _differs(name: str, before: asking.Seen, now: asking.Seen) -> Incorrect:
    (first, right), (second, _) = shown.got_and_expected(before), shown.got_and_expected(now)
    witness = _witness(name, before.probe, f"{first}, and when called again {second}", right)
    hint = "the answer may depend on the arguments only: not on earlier calls, and not on chance"
    return Incorrect(f"{name} gives not the same answer twice", witness, hint, TWICE)


def _witness(name: str, probe: Probe, got: str, expected: str) -> Witness:
    return Witness(shown.call(name, probe.arguments), got, expected)
