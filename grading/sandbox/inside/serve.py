"""The worker's life: confine itself, load the submission, answer calls.

Nothing here is a secret or a judge.  The code of a submission shares this process and may own it; all it can do then
is return other values.
"""

from __future__ import annotations

import os
import sys
import types
from typing import Any

from grading.sandbox.inside.confine import Refused, confine, die_with
from grading.sandbox.inside.frames import receive, send
from grading.sandbox.inside.plain import NotPlain, packed, unpacked, written

TEXT = 300


def main(parent: int) -> None:
    """Serve until the grader has gone; its questions come in on 0, the answers go out on 1."""
    die_with(parent)
    requests, replies = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    setup = receive(requests)
    try:
        confine(setup)
    except Refused as refused:
        send(replies, {"refused": str(refused)[:TEXT]})
        return
    os.dup2(null, 2)  # so far an error of ours could be read there; now it is the student's
    os.close(null)
    _forget()
    send(replies, {"ready": True})
    _serve(requests, replies, setup["filename"], setup["limits"]["reply_bytes"])


def _forget() -> None:
    """`import grading` in a submission is to fail as it does anywhere."""
    for name in [name for name in sys.modules if name.split(".")[0] == "grading"]:
        del sys.modules[name]
    sys.argv[:] = [""]


def _serve(requests: int, replies: int, filename: str, room: int) -> None:
    stem = os.path.splitext(filename)[0]
    module = types.ModuleType(stem)
    module.__file__ = filename
    sys.modules.setdefault(stem, module)  # dataclasses look their module up
    broken: dict[str, Any] | None = None
    while (request := receive(requests)) is not None:
        if "source" in request:
            answer = broken = _loaded(module, request["source"], filename)
            answer = broken or {"loaded": True}
        elif broken:
            answer = broken
        elif "call" in request:
            answer = _called(module, filename, request, room)
        else:
            names = [n for n, v in list(vars(module).items()) if not n.startswith("_") and callable(v)]
            answer = {"names": packed(names, room=room)}
        send(replies, {"id": request["id"], **answer})


def _loaded(module: types.ModuleType, source: str, filename: str) -> dict[str, Any] | None:
    """What went wrong, if anything did."""
    try:
        exec(compile(source, filename, "exec", dont_inherit=True), vars(module))
    except MemoryError:
        return {"memory": True}
    except BaseException as error:
        return _raised(error, filename)
    return None


def _called(module: types.ModuleType, filename: str, request: dict[str, Any], room: int) -> dict[str, Any]:
    name = request["call"]
    if name not in vars(module):
        return {"raised": ["NameError", f"{filename} defines no {name}", None]}
    function = vars(module)[name]
    if not callable(function):
        kind = type(function).__name__
        return {"raised": ["TypeError", f"{name} in {filename} is a {kind}, not a function", None]}
    arguments = [unpacked(argument) for argument in request["arguments"]]
    before = _image(arguments)
    try:
        value = function(*arguments)
        value = packed(value, room=room)
    except NotPlain as odd:
        return {"odd": str(odd)[:TEXT]}
    except MemoryError:
        return {"memory": True}
    except BaseException as error:
        return _raised(error, filename)
    return {"returned": value, "changed": _image(arguments) != before}


def _image(arguments: list[Any]) -> bytes | None:
    try:
        return written(packed(arguments, room=1 << 30))
    except NotPlain:
        return None


def _raised(error: BaseException, filename: str) -> dict[str, Any]:
    """Its kind, its text as far as it can be had, and the last line of the submission that it went through."""
    line = error.lineno if isinstance(error, SyntaxError) and error.filename == filename else None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    try:
        message = str(error.msg if isinstance(error, SyntaxError) else error)[:TEXT]
    except BaseException:  # a text of the student's, made by code of the student's
        message = ""
    return {"raised": [type(error).__name__[:TEXT], message, line if type(line) is int else None]}
