"""Is a sheet sound?  References that cannot be read, slips that are right, rubrics that speak of no mistake.

Asked before a sheet is used: a fault here would be found by a student.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from difflib import get_close_matches

from grading.assignment.items import (
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
from theory.command_line.question import Unreadable
from theory.deciding.blocked import Blocked
from theory.reading import ReadingError


def checked(sheet: Sheet) -> Sheet:
    """The sheet itself; raises BadSheet with every fault that is found, each with its line."""
    found = [*_faults_of_limits(sheet)]
    for item in sheet.items:
        found += [
            f"{sheet.folder / FILE}:{sheet.lines.get(item.id, 1)}: item {item.id}: {fault}" for fault in faults(item)
        ]
    if found:
        raise BadSheet("\n".join(found))
    return sheet


def faults(item: Item) -> list[str]:
    """What is wrong with an item, in words."""
    try:
        found = _own_faults(item)
    except ReadingError as error:
        return [f"{error.text!r}, character {error.position + 1}: {error.summary()}"]
    except Unreadable as why:
        return [why.in_one_line()]
    except (Blocked, ValueError, ZeroDivisionError) as why:
        return [str(why)]
    known = sorted(known_mistakes(item))
    for name in item.rubric:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
            found.append(f"the rubric speaks of {name!r}, which is no mistake known here; {hint}")
    return found


def _own_faults(item: Item) -> list[str]:
    match item:
        case FormulaItem():
            return formula.faults(item)
        case NumberItem():
            return number.faults(item)
        case DerivationItem():
            return derivation.faults(item)
        case FunctionItem():
            return _faults_of_function(item)
        case TrainingItem():
            from grading.items import training

            return training.faults(item)
    return []


def _faults_of_function(item: FunctionItem) -> list[str]:
    """The probes are drawn once: a name that is unknown, or a case without a value, is found here."""
    from numpy.random import default_rng

    from grading.items import function

    function.asked(item, default_rng(0))
    return []


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


def _faults_of_limits(sheet: Sheet) -> Iterable[str]:
    from grading.sandbox import Limits

    known = [each.name for each in fields(Limits)]
    for name in sheet.limits:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            yield f"{sheet.folder / FILE}: limits has {name!r}, which is no limit of the sandbox; {hint}"
