"""The fields of an item, by its kind: which there are, of what type, and the law each keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from keyword import iskeyword
from typing import Any

from grading.assignment.items import (
    VISIBILITIES,
    Case,
    ChoiceItem,
    DerivationItem,
    FormulaItem,
    FunctionItem,
    Item,
    NumberItem,
    Slip,
    TrainingItem,
)
from grading.assignment.texts import control_in, refusal


class BadField(ValueError):
    """What is wrong with a field; `key` says which, `path` in which inner table."""

    def __init__(self, key: str, what: str, path: tuple[tuple[str, int], ...] = ()) -> None:
        super().__init__(what)
        self.key, self.path = key, path


Law = tuple[Callable[[Any], bool], str]


def _text(value: Any) -> bool:
    return type(value) is str and bool(value.strip())


def _number(value: Any) -> bool:
    return type(value) in (int, float)


def _whole(value: Any) -> bool:
    return type(value) is int and value >= 0


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _table_of_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_text, value.values()))


def _list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


TEXT: Law = (_text, "a text in quotes")
TEXTS: Law = (_texts, 'a list of texts, ["...", "..."]')
COUNTS: Law = (
    lambda value: isinstance(value, dict) and value.keys() <= {"Integral", "log"} and all(map(_whole, value.values())),
    "a table of counts, { Integral = 1, log = 1 }",
)
WORDS: Law = (lambda value: value == [] or _texts(value), 'a list of words, ["KL", "E"]; none: []')
NAMED_TEXTS: Law = (_table_of_texts, 'a table of texts, { t = "(0,inf)" }')
COUNT: Law = (lambda value: type(value) is int and value >= 1, "a whole number from 1 on")
#: A decimal is compared in binary floating point at best, which holds fifteen digits of it.
DIGITS: Law = (lambda value: type(value) is int and 1 <= value <= 15, "a whole number from 1 to 15")
TABLES: Law = (_list_of_tables, "a table in double brackets, each time it occurs")
TRUTH: Law = (lambda value: type(value) is bool, "true or false")

EVERY: dict[str, Law] = {
    "id": TEXT,
    "kind": TEXT,
    "question": TEXT,
    "points": (lambda value: _number(value) and 0 < value <= 1000, "a number above 0, at most 1000"),
    "visibility": (lambda value: value in VISIBILITIES, f"one of {', '.join(VISIBILITIES)}"),
    "rubric": (
        lambda value: isinstance(value, dict) and all(_number(v) and 0 <= v <= 1 for v in value.values()),
        'a table of shares between 0 and 1, { "p and q swapped" = 0.5 }',
    ),
}
#: kind -> its class, the fields it needs, and those it may have.
KINDS: dict[str, tuple[type[Item], dict[str, Law], dict[str, Law]]] = {
    "formula": (FormulaItem, {"reference": TEXT},
                {"symbols": NAMED_TEXTS, "normalised": TRUTH, "only": WORDS, "at_most": COUNTS, "slip": TABLES}),
    "derivation": (DerivationItem, {"begins": TEXTS, "ends": TEXT},
                   {"through": TEXTS, "steps": COUNT, "symbols": NAMED_TEXTS, "given": TEXTS}),
    "function": (FunctionItem, {"function": TEXT}, {"probes": TEXT, "case": TABLES}),
    "training": (TrainingItem, {}, {"target": TEXT, "function": TEXT, "steps": COUNT, "members": COUNT}),
    "choice": (ChoiceItem, {"options": NAMED_TEXTS, "right": TEXTS}, {"hints": NAMED_TEXTS}),
    "number": (NumberItem, {"reference": TEXT},
               {"unit": (lambda v: v in ("", "nats", "bits"), 'nats, bits or ""'), "digits": DIGITS, "slip": TABLES}),
}  # fmt: skip
#: How a field is called in Python, where that differs from the sheet.
_RENAMED = {"slip": "slips", "case": "cases"}


def fields_of(table: Mapping[str, Any]) -> Item:
    """The item of a table; raises BadField."""
    _no_controls(table)
    kind = table["kind"]
    # a list or a table can be looked up in no dict
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadField("kind", _unknown("a kind of item", kind, list(KINDS)))
    build, needed, may_have = KINDS[kind]
    laws = {**EVERY, **needed, **may_have}
    for key in table:
        if key not in laws:
            raise BadField(key, _unknown(f"a field of a {kind}", key, list(laws)))
    for key in needed:
        if key not in table:
            raise BadField(key, f"a {kind} needs {key}, {laws[key][1]}")
    for key, value in table.items():
        holds, law = laws[key]
        if not holds(value):
            raise BadField(key, f"{key} is {value!r}; it is {law}")
    given = {_RENAMED.get(key, key): _built(key, value) for key, value in table.items() if key != "kind"}
    item = build(**given)
    _laws_of_its_kind(item)
    return item


def _no_controls(table: Mapping[str, Any], path: tuple[tuple[str, int], ...] = ()) -> None:
    """A question has lines; no other text has, and none has tabs and what else a backslash makes in double quotes."""
    for key, value in table.items():
        if not path and _list_of_tables(value):
            for number, inner in enumerate(value):
                _no_controls(inner, ((key, number),))
        elif control := control_in(value, lines=not path and key == "question"):
            raise BadField(key, refusal(key, control), path)


def _built(key: str, value: Any) -> Any:
    if key == "slip":
        return tuple(_slip(each, number) for number, each in enumerate(value))
    if key == "case":
        return tuple(_case(each, number) for number, each in enumerate(value))
    if key == "right":
        return frozenset(value)
    return tuple(value) if isinstance(value, list) else value


def _slip(table: Mapping[str, Any], number: int) -> Slip:
    path = (("slip", number),)
    for key in ("answer", "mistake", "hint"):
        if not _text(table.get(key)):
            raise BadField(key, f"a slip needs {key}, a text: the wrong answer, its short name, what to tell", path)
    for key in table:
        if key not in ("answer", "mistake", "hint"):
            raise BadField(key, _unknown("a field of a slip", key, ["answer", "mistake", "hint"]), path)
    return Slip(table["answer"], table["mistake"], table["hint"])


def _case(table: Mapping[str, Any], number: int) -> Case:
    path = (("case", number),)
    if not isinstance(table.get("arguments"), list) or "expected" not in table:
        raise BadField("arguments", "a case needs arguments, a list, and expected: a number, a list or a formula", path)
    for key in table:
        if key not in ("arguments", "expected", "hint"):
            raise BadField(key, _unknown("a field of a case", key, ["arguments", "expected", "hint"]), path)
    if type(table.get("hint", "")) is not str:
        raise BadField("hint", f"hint is {table['hint']!r}; it is {TEXT[1]}", path)
    return Case(tuple(table["arguments"]), table["expected"], table.get("hint", ""))


def _laws_of_its_kind(item: Item) -> None:
    if isinstance(item, ChoiceItem):
        for key, letters in (("right", item.right), ("hints", item.hints)):
            for letter in letters:
                if letter not in item.options:
                    raise BadField(key, f"{key} names {letter!r}, and the options are {', '.join(item.options)}")
        if not item.right:
            raise BadField("right", "right is empty; name the letters of the options that hold")
        _options_are_told_apart(item)
    if isinstance(item, DerivationItem) and not item.begins:
        raise BadField("begins", "begins is empty; name the formula from which the derivation starts")
    if isinstance(item, FunctionItem | TrainingItem) and (not item.function.isidentifier() or iskeyword(item.function)):
        raise BadField("function", f"function is {item.function!r}; it is the name of a Python function")
    if isinstance(item, FunctionItem) and bool(item.probes) == bool(item.cases):
        raise BadField("probes", "a function is judged by probes = NAME or by tables [[item.case]], and by one of them")


def _options_are_told_apart(item: ChoiceItem) -> None:
    seen: dict[str, str] = {}
    for letter in item.options:
        other = seen.setdefault(letter.lower(), letter)
        if other != letter:
            raise BadField("options", f"options has {other!r} and {letter!r}; answers are read without regard to case")
    for letter in item.hints:
        if letter in item.right:
            raise BadField(
                "hints", f"hints has {letter!r}, which is right, and nobody would see it; hint at wrong ones"
            )


def _unknown(what: str, given: object, known: list[str]) -> str:
    near = get_close_matches(str(given), known, n=1)
    return f"{given!r} is not {what}; " + (f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}")
