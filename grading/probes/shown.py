"""Calls and values as short text: a call can be pasted into Python (with `import numpy as np`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grading.probes.answers import not_plain
from grading.probes.asking import Seen
from grading.sandbox.outcomes import Raised, Stopped, shown

#: Characters of a text that a student's code has made.
LENGTH = 200


def call(function: str, arguments: Sequence[Any]) -> str:
    """The call as Python has it.

    >>> call("kl", (np.array([0.5, 0.5]), np.array([0.25, 0.75])))
    'kl(np.array([0.5, 0.5]), np.array([0.25, 0.75]))'
    """
    return f"{function}({', '.join(map(_argument, arguments))})"


def got_and_expected(one: Seen) -> tuple[str, str]:
    """What came back and what is right, to as many digits as tell them apart."""
    expected = one.expected
    if one.got is not None:
        for digits in (6, 9, 12, 15, 17):
            pair = value(one.got, digits=digits), value(expected, digits=digits)
            if pair[0] != pair[1]:
                break
        return pair[0], pair[1]
    return _of(one), value(expected, digits=6)


def value(numbers: np.ndarray, *, digits: int) -> str:
    """A number, or a list of them, cut to LENGTH.

    >>> value(np.array(0.25), digits=6), value(np.array([1.0, np.inf]), digits=6)
    ('0.25', '[1, inf]')
    """
    text = f"{float(numbers):.{digits}g}" if numbers.ndim == 0 else _listed(numbers.tolist(), digits)
    return shown(text, length=LENGTH)


def _of(one: Seen) -> str:
    """What came back, where it is not numbers of the right shape."""
    outcome = one.outcome
    if isinstance(outcome, Stopped):
        return shown(not_plain(outcome.because) or outcome.because, length=LENGTH)
    if isinstance(outcome, Raised):
        line = f" (line {outcome.line})" if outcome.line is not None else ""
        text = f"{outcome.kind}: {outcome.message}" if outcome.message else outcome.kind
        return shown(text, length=LENGTH - len(line)) + line
    returned = outcome.value
    if isinstance(returned, np.ndarray):
        # only the beginning is shown, so only that is put into words: a reply may have a hundred thousand entries
        words = f"an array of shape {returned.shape}: {_listed(returned.reshape(-1)[:20].tolist(), 6)}"
    else:
        words = repr(returned)[: 4 * LENGTH]
    return shown(words, length=LENGTH)


def _listed(entries: Any, digits: int) -> str:
    if isinstance(entries, list):
        return f"[{', '.join(_listed(entry, digits) for entry in entries)}]"
    return f"{entries:.{digits}g}" if isinstance(entries, float) else str(entries)


def _argument(argument: Any) -> str:
    return f"np.array({argument.tolist()!r})" if isinstance(argument, np.ndarray) else repr(argument)
