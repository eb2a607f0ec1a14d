"""Is a sheet sound?  References that cannot be read, slips that are right, rubrics that speak of no mistake.

Asked before a sheet is used: a fault here would be found by a student.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from difflib import get_close_matches
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from grading.assignment.items import (
    Case,
    ChoiceItem,
    DerivationItem,
    FormulaItem,
    FunctionItem,
    Item,
    NumberItem,
    Sheet,
    TrainingItem,
)
from grading.assignment.reading import FILE, BadSheet
from grading.items import choice, derivation, formula, number
from theory.command_line.question import Unreadable, declared
from theory.deciding.blocked import Blocked
from theory.reading import ReadingError, read

if TYPE_CHECKING:
    from grading.probes.probed import Probe

#: Limits under which no worker starts, or no call ends; the others may be as small as they like.
LEAST = {"memory_mib": 256, "reply_bytes": 4096, "load_seconds": 1, "call_seconds": 0.01}
#: No limit is larger: what the machine takes for seconds or MiB has to fit into 31 bits of milliseconds, 63 of bytes.
MOST = 1_000_000
MOST_BYTES = 2**30
#: Bytes that an argument of a case may take.
ROOM = 1 << 20

#: Where in an item, as `Sheet.lines` names it behind the id, and what says what is wrong there.
Asked = tuple[str, Callable[[], Iterable[str]]]


def checked(sheet: Sheet) -> Sheet:
    """The sheet itself; raises BadSheet with every fault that is found, each with its line."""
    found = [*_faults_of_limits(sheet)]
    for item in sheet.items:
        for place, fault in faults(item):
            line = sheet.lines.get(f"{item.id}/{place}", sheet.lines.get(item.id, 1))
            found.append(f"{sheet.folder / FILE}:{line}: item {item.id}: {fault}")
    if found:
        raise BadSheet("\n".join(found))
    return sheet


def faults(item: Item) -> list[tuple[str, str]]:
    """What is wrong with an item, each with its place in the item: `reference`, `slip/0/answer`."""
    found: dict[str, str] = {}
    for place, asked in _questions(item):
        for fault in _said(asked):
            # what keeps a reference from being read keeps its slips from being compared with it: it is said once
            found.setdefault(fault, place)
    return [(place, fault) for fault, place in found.items()]


def _said(asked: Callable[[], Iterable[str]]) -> list[str]:
    try:
        return list(asked())
    except ReadingError as error:
        return [f"{error.text!r}, character {error.position + 1}: {error.summary()}"]
    except Unreadable as why:
        return [why.in_one_line()]
    except (Blocked, ValueError, ArithmeticError) as why:
        return [str(why)]


def _questions(item: Item) -> Iterator[Asked]:
    """What is asked of an item, place by place; the first place at which a fault shows is named for it."""
    match item:
        case FormulaItem():
            yield from _of_symbols(item)
            yield "reference", partial(_unreadable, item, item.reference)
            yield "only", partial(formula.faults, replace(item, slips=()))
            for k, slip in enumerate(item.slips):
                yield f"slip/{k}/answer", partial(formula.faults, replace(item, slips=(slip,)))
        case NumberItem():
            yield "reference", partial(number.faults, replace(item, slips=()))
            for k, slip in enumerate(item.slips):
                yield f"slip/{k}/answer", partial(number.faults, replace(item, slips=(slip,)))
        case DerivationItem():
            yield from _of_derivation(item)
        case FunctionItem():
            if item.probes:
                yield "probes", partial(_faults_of_probes, item)
            for k in range(len(item.cases)):
                yield f"case/{k}/expected", partial(_faults_of_answer, item.cases, k)
                yield f"case/{k}/arguments", partial(_faults_of_arguments, item.cases, k)
        case TrainingItem():
            from grading.items import training

            yield "target", partial(_faults_of_target, item)
            yield "members", partial(training.faults, item)
    yield "rubric", partial(_faults_of_rubric, item)


def _of_symbols(item: FormulaItem | DerivationItem) -> Iterator[Asked]:
    yield "symbols", lambda: declared(item.symbols) and []


def _unreadable(item: FormulaItem | DerivationItem, text: str) -> list[str]:
    read(text, syntax="auto", symbols=declared(item.symbols))
    return []


def _of_derivation(item: DerivationItem) -> Iterator[Asked]:
    yield from _of_symbols(item)
    texts = [*(("begins", text) for text in item.begins), *(("through", text) for text in item.through)]
    texts.append(("ends", item.ends))
    for key, text in texts:
        yield key, partial(_unreadable, item, text)
    for text in item.given:
        yield "given", partial(_faults_of_given, item, text)
    for key, text in texts[1:]:
        # one form at a time, beside the first: each fault has a place of its own
        yield key, partial(derivation.faults, replace(item, begins=item.begins[:1], through=(), ends=text))


def _faults_of_given(item: DerivationItem, text: str) -> list[str]:
    """What is declared is read where an answer is followed: unread, it would leave every answer not checked."""
    from grading.derivations.lecture import lecture

    lecture([], item.symbols, given=[text])
    return []


def _faults_of_probes(item: FunctionItem) -> list[str]:
    """They are drawn once: a name that is unknown is found here."""
    from numpy.random import default_rng

    from grading.items import function

    function.asked(replace(item, cases=()), default_rng(0))
    return []


def _probe(cases: tuple[Case, ...], k: int) -> Probe:
    """A case as it will be called, in its place among others that are sound: so its number is that of the sheet."""
    from grading.probes.cases import case_probes

    return case_probes([*[Case((), 0.0)] * k, cases[k]])[-1]


def _faults_of_answer(cases: tuple[Case, ...], k: int) -> Iterator[str]:
    import numpy as np

    try:
        expected = np.asarray(_probe(cases, k).expected, np.float64)
    except OverflowError:
        yield f"case {k + 1} expects a whole number that no float holds; give one below 1e308"
        return
    if np.isnan(expected).any():
        yield f"case {k + 1} expects {cases[k].expected!r}: no answer is equal to nan; give a number, or leave it out"


def _faults_of_arguments(cases: tuple[Case, ...], k: int) -> Iterator[str]:
    from grading.sandbox.inside.plain import NotPlain, packed

    probe = _probe((Case(cases[k].arguments, 0.0),), 0)
    for given, argument in zip(cases[k].arguments, probe.arguments, strict=True):
        try:
            packed(argument, room=ROOM)
        except NotPlain as why:
            yield (f"case {k + 1} has the argument {given!r}, which cannot be handed to a function ({why}); "
                   "give numbers, texts, lists or tables")  # fmt: skip


def _faults_of_target(item: TrainingItem) -> list[str]:
    """The populations are named in a layer that needs torch; the usual one is known to be there."""
    if item.target != TrainingItem.target and find_spec("torch") is not None:
        from gan_small.targets import uniforms_wanted

        uniforms_wanted(item.target)
    return []


def _faults_of_rubric(item: Item) -> Iterator[str]:
    known = sorted(known_mistakes(item)) if item.rubric else []
    for name in item.rubric:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
            yield f"the rubric speaks of {name!r}, which is no mistake known here; {hint}"


def known_mistakes(item: Item) -> Iterable[str]:
    """The names that a rubric may speak of."""
    match item:
        case FormulaItem():
            return formula.mistakes(item)
        case NumberItem():
            return number.MISTAKES | {slip.mistake for slip in item.slips}
        case DerivationItem():
            return derivation.MISTAKES
        case ChoiceItem():
            return choice.MISTAKES
        case FunctionItem():
            from grading.items import function

            return function.mistakes_of(item)
        case TrainingItem():
            from grading.items import training

            return training.MISTAKES
    return set()


def _faults_of_limits(sheet: Sheet) -> Iterator[str]:
    from grading.sandbox import Limits

    usual = {each.name: each.default for each in fields(Limits)}
    for name, value in sheet.limits.items():
        place = f"{sheet.folder / FILE}:{sheet.lines.get(f'[limits]/{name}', 1)}"
        least, most = LEAST.get(name, 0), MOST_BYTES if name == "reply_bytes" else MOST
        if name not in usual:
            near = get_close_matches(name, list(usual), n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(usual)}"
            yield f"{place}: limits has {name!r}, which is no limit of the sandbox; {hint}"
        elif not least <= value <= most:
            yield f"{place}: {name} is {value!r}; it is from {least} to {most}, such as {usual[name]!r}"
        elif type(usual[name]) is int and type(value) is not int:
            yield f"{place}: {name} is {value!r}; it is a whole number, such as {usual[name]!r}"
        else:
            yield from (f"{place}: {fault}" for fault in _said(partial(_faults_of_limit, name, value)))


def _faults_of_limit(name: str, value: float) -> list[str]:
    """Limits has laws of its own, and says which is broken."""
    from grading.sandbox import Limits

    Limits(**{name: value})  # type: ignore[arg-type]
    return []
