"""results.json of a Gradescope autograder: its published specification as a table, and what a file breaks of it.

The specification: https://gradescope-autograders.readthedocs.io/en/latest/specs/, sections "Output format",
"Controlling Test Case Visibility", "Test case status", "Output String Formatting" and "Leaderboards", as of January
2025.  Two of our own laws are added, each said in its message: no key beyond the documented ones, and a total score
that is the sum of its tests, where the specification lets a total override them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

VISIBILITIES = ("hidden", "after_due_date", "after_published", "visible")
FORMATS = ("text", "html", "simple_format", "md", "ansi")
#: A check says what is wrong with a value, or nothing.
Check = Callable[[Any], str]
#: How far a sum of floats may be from what it should be.
_NOISE = 1e-6


def _number(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"is {value!r}; it is a number"
    return "" if math.isfinite(value) else f"is {value!r}; JSON has finite numbers only"


def _no_less_than_0(value: Any) -> str:
    return _number(value) or ("" if value >= 0 else f"is {value!r}; it is 0 or more")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return f"is {value!r}; it is a text"
    return "holds a carriage return; lines end with \\n" if "\r" in value else ""


def _one_of(allowed: tuple[str, ...]) -> Check:
    def check(value: Any) -> str:
        known = isinstance(value, str) and value in allowed
        return "" if known else f"is {value!r}; it is one of {', '.join(allowed)}"

    return check


def _texts(value: Any) -> str:
    right = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return "" if right else f"is {value!r}; it is a list of texts"


def _number_or_text(value: Any) -> str:
    return "" if isinstance(value, str) else _number(value) and f"is {value!r}; it is a finite number or a text"


def _list(value: Any) -> str:
    return "" if isinstance(value, list) else f"is {value!r}; it is a list"


def _object(value: Any) -> str:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        return f"is {value!r}; it is an object"
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError) as error:
        return f"is not strict JSON ({error})"
    return ""


TOP: Mapping[str, Check] = {
    "score": _number,
    "execution_time": _no_less_than_0,
    "output": _text,
    "output_format": _one_of(FORMATS),
    "test_output_format": _one_of(FORMATS),
    "test_name_format": _one_of(FORMATS),
    "visibility": _one_of(VISIBILITIES),
    "stdout_visibility": _one_of(VISIBILITIES),
    "extra_data": _object,
    "tests": _list,
    "leaderboard": _list,
}
TEST: Mapping[str, Check] = {
    "score": _number,
    "max_score": _no_less_than_0,
    "status": _one_of(("passed", "failed")),
    "name": _text,
    "name_format": _one_of(FORMATS),
    "number": _text,
    "output": _text,
    "output_format": _one_of(FORMATS),
    "tags": _texts,
    "visibility": _one_of(VISIBILITIES),
    "extra_data": _object,
}
LEADERBOARD: Mapping[str, Check] = {"name": _text, "value": _number_or_text, "order": _one_of(("asc", "desc"))}


def validate(data: Any) -> list[str]:
    """What is wrong with a results.json, each with its place; nothing if it keeps the specification.

    >>> validate({"tests": [{"score": 1, "max_score": 2, "visibility": "later"}]})
    ["tests[0].visibility is 'later'; it is one of hidden, after_due_date, after_published, visible"]
    """
    if not isinstance(data, dict):
        return [f"results.json is {data!r}; it is an object"]
    found = list(_fields("", data, TOP))
    tests, board = (_rows(data.get(name)) for name in ("tests", "leaderboard"))
    for index, test in enumerate(tests):
        found += _fields(f"tests[{index}]", test, TEST)
    for index, row in enumerate(board):
        found += _fields(f"leaderboard[{index}]", row, LEADERBOARD)
        if isinstance(row, dict):
            found += [f"leaderboard[{index}] has no {key}" for key in ("name", "value") if key not in row]
    return found or list(_scores(data, tests))


def _rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _fields(place: str, data: Any, table: Mapping[str, Check]) -> Iterator[str]:
    if not isinstance(data, dict):
        yield f"{place} is {data!r}; it is an object"
        return
    for key, value in data.items():
        name = f"{place}.{key}" if place else str(key)
        if key not in table:
            yield f"{name} is no documented key; those are {', '.join(table)}"
        elif wrong := table[key](value):
            yield f"{name} {wrong}"


def _scores(data: Mapping[str, Any], tests: list[Any]) -> Iterator[str]:
    if "score" not in data:
        if not tests:
            yield "there is neither a score nor a test with one"
        for index, test in enumerate(tests):
            if "score" not in test and "status" not in test:
                yield f"tests[{index}] has neither a score nor a status, and there is no score of the whole"
    elif all("score" in test for test in tests) and tests:
        total = sum(test["score"] for test in tests)
        if abs(total - data["score"]) > _NOISE * max(1.0, abs(total)):
            yield f"score is {data['score']!r} and its tests sum to {total!r}; ours are equal"
