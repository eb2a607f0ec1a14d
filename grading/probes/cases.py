"""A lecturer's own table of calls and answers, as probes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flint
import numpy as np

from grading.assignment.items import Case
from grading.probes.probed import Probe

#: What a student's routine may differ by, relatively: nothing is known of the function, so no bound can be computed.
#: A routine that loses seven of sixteen digits is still right; a value that is typed with ten digits serves.
RELATIVE = 1e-9
#: And absolutely, where the answer is 0: some thousand roundings of terms of size one.
ABSOLUTE = 1e-12


def case_probes(cases: Sequence[Case]) -> tuple[Probe, ...]:
    """One probe a case, in the order of the sheet.  Lists of numbers go to the student as numpy arrays.

    Raises
    ------
    ValueError
        For an answer that is no number, no list of them, and no formula of one; names the case.
    """
    found = []
    for number, case in enumerate(cases, start=1):
        expected = _expected(case.expected, f"case {number}")
        size = float(np.max(np.abs(expected), initial=0.0, where=np.isfinite(expected)))
        arguments = tuple(map(_argument, case.arguments))
        found.append(Probe(arguments, expected, RELATIVE * size + ABSOLUTE, hint=case.hint))
    return tuple(found)


def number(text: str) -> float:
    """The number that a formula stands for, such as `log(2)`: enclosed to 30 digits, then rounded once.

    Raises
    ------
    ValueError
        If it cannot be read, or is no real number.

    >>> number("-log(4)")
    -1.3862943611198906
    """
    from theory.deciding.balls import Case as Point
    from theory.deciding.balls import evaluate
    from theory.reading import ReadingError, read

    try:
        with flint.ctx.workprec(106):
            ball = evaluate(read(text), Point()).ball
            if ball.imag != 0 or ball.real.rad() > abs(ball.real.mid()) * 1e-20:
                raise ValueError(f"{text} is no real number to 20 digits")
            return float(ball.real.mid())
    except ReadingError as why:
        raise ValueError(f"{text} cannot be read: {why.summary()}") from why
    except LookupError as why:
        raise ValueError(f"{text} has names in it, and no value") from why


def _expected(value: object, where: str) -> np.ndarray:
    try:
        return np.asarray(_numbers(value), np.float64)
    except (ValueError, TypeError) as why:
        raise ValueError(
            f"{where} expects {value!r}, which is no answer ({why}); give a number, a list of numbers, or a formula "
            'such as "log(2)"'
        ) from why


def _numbers(value: object) -> Any:
    if isinstance(value, list | tuple):
        return [_numbers(each) for each in value]
    if isinstance(value, str):
        return number(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"a {type(value).__name__}")
    return float(value)


def _argument(value: Any) -> Any:
    """A list of numbers, or a table of them, is an array; anything else is handed on as it is."""
    if isinstance(value, list | tuple):
        try:
            table = np.asarray(value)
        except ValueError:  # rows of unequal lengths
            return [_argument(each) for each in value]
        if table.dtype.kind in "iuf":
            return table.astype(np.float64)
        return list(value)
    return value
