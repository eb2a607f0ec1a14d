"""A Python function, judged by calls: it computes in the sandbox, and what is right is known here only.

The inputs come one at a time, and the answers to them never enter the student's process.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import numpy as np

from grading.assignment.items import FunctionItem
from grading.probes import asking, shown
from grading.probes.answers import not_plain
from grading.probes.cases import case_probes
from grading.probes.hints import GUESSES, guess
from grading.probes.listed import probed
from grading.probes.probed import Mistake, Probe
from grading.results import UNANSWERED, Answer, Correct, Incorrect, Witness
from grading.sandbox.outcomes import TEXT, Raised, Returned, Stopped
from grading.sandbox.outcomes import shown as in_one_line

CHANGES, TWICE = "changes its input", "not the same answer twice"
#: How like a name has to be to the one that is asked: kl and js are not, crossentropy and cross_entropy are.
LIKE = 0.85
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
        missing += _meant(name, worker) if "defines no" in missing else ""
        return Incorrect(missing, mistake=UNANSWERED)
    stopped = any(isinstance(one.outcome, Stopped) for one in found)
    wrong = next((one for one in found if not one.right), None)
    twice = None if stopped else asking.ask_again(worker, name, found)
    if twice:
        return _differs(name, *twice)
    changed = next((one for one in found if isinstance(one.outcome, Returned) and one.outcome.changed), None)
    if wrong:
        slip = guess(found, mistakes, complete=len(found) == len(probes), called=_called(item, wrong.probe))
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


def _meant(name: str, worker: asking.Submission) -> str:
    """A question, if the submission has a name much like the one that is asked."""
    names = getattr(worker, "names", None)  # the sandbox's has it, and a stand-in may not
    found = names() if names else None
    like = _likest(name, found[:1000]) if isinstance(found, list) else ""  # few: they are a stranger's
    return in_one_line(f"; did you mean {like}?", length=TEXT) if like else ""


def _likest(name: str, names: Sequence[str]) -> str:
    """The name that is this one but for case, underscores, a word more or a slip of the pen; or nothing.

    >>> _likest("cross_entropy", ["log", "crossentropy"]), _likest("kl", ["kl_divergence"]), _likest("kl", ["js"])
    ('crossentropy', 'kl_divergence', '')
    """
    bare = {"".join(other.lower().split("_")): other for other in names if other != name}
    near = difflib.get_close_matches("".join(name.lower().split("_")), bare, n=1, cutoff=LIKE)
    if near:
        return bare[near[0]]
    words = set(name.lower().split("_"))
    return next((other for other in names if other != name and words < set(other.lower().split("_"))), "")


def _called(item: FunctionItem, probe: Probe) -> str:
    """How the function is called, after "it is called"."""
    if item.probes:
        page = probed(item.probes)
        return f"as {page.signature.replace(page.name, item.function, 1)}"
    number = len(probe.arguments)
    return f"with {number} argument{'' if number == 1 else 's'}"


def _fact(name: str, one: asking.Seen, got: str, right: str) -> str:
    match one.outcome:
        case Stopped(because=because) if not_plain(because):
            return f"{name} returned {got}, where {right} is right"
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
