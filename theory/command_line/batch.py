"""`python -m theory decide --jsonl FILE`: many pairs, one JSON object a line in, one a line out, in the same order.

A grader runs this over a whole class.  So no line can stop the lines after it: what cannot be read is answered
"unreadable", with its line number, and each answer is written out at once, so that another program can hold a
conversation through a pipe.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from math import isfinite
from pathlib import Path
from time import perf_counter
from typing import Any

from theory.command_line.question import Question, Unreadable, answer
from theory.proving.witness import witness_as_data

#: Seconds after which a count of the answered lines appears.
PATIENCE = 2
SYNTAXES = ("plain", "latex", "auto", None)


def decide_file(name: str) -> int:
    """Answer every line of the file (`-`: standard input); 0 when all are answered, 2 when there is no such file."""
    with ExitStack() as stack:
        try:
            lines = sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))
        except OSError as error:
            hint = "--jsonl takes a file, or - for standard input"
            print(f"error: {name!r} cannot be read ({error.strerror}); {hint}", file=sys.stderr)
            return 2
        for reply in _with_progress(answers(lines)):
            print(json.dumps(reply), flush=True)
    return 0


def answers(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """One answer for each line that is not blank."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield answer_line(line, number)


def answer_line(line: bytes, number: int) -> dict[str, Any]:
    """The answer to one line; whatever is wrong with the line is said in the answer."""
    start = perf_counter()
    reply: dict[str, Any] = {"id": None, "verdict": "unreadable", "witness": None, "reason": ""}
    try:
        fields = _object(line)
        reply["id"] = _id(fields)
        found = answer(_question(fields))
        witness = witness_as_data(found.witness) if found.witness else None
        reply |= {"verdict": found.verdict, "witness": witness, "reason": found.reason}
        return {**reply, "seconds": round(found.seconds, 6)}
    except Unreadable as why:
        reply["reason"] = f"line {number}: {why.in_one_line()}"
    except Exception as error:
        # Deliberately everything: an error of ours on this line must not cost the others their answer.  It says nothing
        # about the two sides, so the verdict is "undecided".
        reply |= {"verdict": "undecided", "reason": f"internal error: {type(error).__name__}: {error}"}
    return {**reply, "seconds": round(perf_counter() - start, 6)}


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line.decode("utf-8-sig"), parse_constant=_not_json)
    except RecursionError:
        raise Unreadable("JSON", "nested too deeply") from None
    except json.JSONDecodeError as error:
        raise Unreadable("JSON", f"{error.msg} at character {error.pos + 1}; one object a line is expected") from None
    except ValueError as error:
        raise Unreadable("JSON", str(error)) from None
    if not isinstance(found, dict):
        raise Unreadable("JSON", f"one object a line is expected, not {_kind(found)}")
    return found


def _not_json(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


def _id(fields: dict[str, Any]) -> str | int | float:
    if "id" not in fields:
        raise Unreadable('"id"', "missing; it is repeated in the answer")
    found = fields["id"]
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        raise Unreadable('"id"', f"{_kind(found)}, where a string or a number is expected")
    if isinstance(found, float) and not isfinite(found):
        raise Unreadable('"id"', "a number that is too large to be repeated in the answer")
    return found


def _question(fields: dict[str, Any]) -> Question:
    reference, student = (_text(fields, name) for name in ("reference", "student"))
    syntax = fields.get("syntax")
    if syntax not in SYNTAXES:
        given = repr(syntax) if isinstance(syntax, str) else _kind(syntax)
        raise Unreadable('"syntax"', f'{given}, where "plain" or "latex" is expected')
    normalised = fields.get("normalised", True)
    if not isinstance(normalised, bool):
        raise Unreadable('"normalised"', f"{_kind(normalised)}, where true or false is expected")
    symbols = {} if fields.get("symbols") is None else fields["symbols"]
    if not isinstance(symbols, dict):
        raise Unreadable('"symbols"', f'{_kind(symbols)}, where an object such as {{"t": "(-inf,0)"}} is expected')
    for name in symbols:
        _text(symbols, name, of=f"domain of {name!r}")
    return Question(reference, student, syntax or "auto", symbols, normalised, sides=('"reference"', '"student"'))


def _text(fields: dict[str, Any], name: str, of: str = "") -> str:
    where = of or f'"{name}"'
    if name not in fields:
        raise Unreadable(where, "missing; every line has an id, a reference and a student")
    if not isinstance(fields[name], str):
        raise Unreadable(where, f"{_kind(fields[name])}, where a string is expected")
    return fields[name]


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")


def _with_progress(replies: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The replies; after two seconds a count on standard error, if that is a terminal and the answers go elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from replies
        return
    start, show = perf_counter(), None
    with ExitStack() as stack:
        for count, reply in enumerate(replies, start=1):
            yield reply
            if show is None and perf_counter() - start > PATIENCE:
                show = _counter(stack)
            if show is not None:
                show(f"{count} lines answered, {count / (perf_counter() - start):.0f} a second")


def _counter(stack: ExitStack) -> Callable[[str], None]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    # rich would take standard output over as well, and write the answers to the terminal instead of into the file
    progress = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True,
        redirect_stdout=False, redirect_stderr=False,
    )  # fmt: skip
    stack.enter_context(progress)
    task = progress.add_task("")
    return lambda text: progress.update(task, description=text)
