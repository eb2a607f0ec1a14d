"""A cell of code, taken apart by `ast`, statement by statement: a slip spoils one statement and not the cell."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass, field

from grading.submission.assigned import ANY, Said, said_by
from grading.submission.source import Source

_MAGIC = re.compile(r"^([ \t]*)(?:[%!?].*|[\w.]+\?{1,2}[ \t]*)$", re.MULTILINE)
#: Cells in another language: `%%bash`.  The magics named here leave it Python.
_OTHER = re.compile(r"\s*%%(?!(?:time|timeit|capture|prun)\b)(\S*)")
_GOES_ON = re.compile(r"[ \t)\]}#]|$|(?:else|elif|except|finally)\b")
_DEFINES = re.compile(r"^[ \t]*(?:def|class|import|from|async|@)\b", re.MULTILINE)
_ITEM = re.compile(r"""\banswers[ \t]*\[[ \t]*["']([^"'\n]*)["'][ \t]*\]""")
_DEFINITION = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
_KEPT = _DEFINITION | ast.Assign | ast.AnnAssign | ast.AugAssign
_COMPOUND = ast.If | ast.Try | ast.TryStar | ast.With | ast.For | ast.While
_BODIES = ("body", "orelse", "finalbody")


@dataclass
class Cell:
    """What a cell says to `answers`, the code that it defines, and what of it is not Python."""

    said: list[Said] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    #: Why a definition is lost; empty if none is.
    lost: str = ""


def taken_apart(text: str) -> Cell:
    """A cell of code; none of it is executed.

    >>> found = taken_apart("import numpy as np\\nanswers['a'] = 1/2\\nprint(2)")
    >>> found.code, found.said
    (['import numpy as np'], [Said(item='a', answer='1/2', why='')])
    """
    cell = Cell()
    other = _OTHER.match(text)
    if other:
        cell.problems.append(f"a cell of %%{other[1][:20]} is not read")
        return cell
    for line, part in _parts(text):
        body = _parsed(part)
        if body is None:
            _not_python(part, line, cell)
            continue
        source = Source(part)
        for statement in body:
            said = said_by(statement, source)
            cell.said += said
            kept = "" if said and not isinstance(statement, _DEFINITION) else _kept(statement, source)
            if not kept and said and _defines(statement):
                cell.lost = f"line {line + statement.lineno - 1}: a definition stands in one statement with an answer"
                cell.problems.append(f"{cell.lost}; write the two apart")
            cell.code += filter(None, [kept])
    return cell


def _parts(text: str) -> list[tuple[int, str]]:
    """The cell as a whole, without magics if need be; or by statement where it is not Python as a whole."""
    # a magic is taken out; where it stands alone in an indented block, something has to take its place
    for whole in (text, _MAGIC.sub("", text), plain := _MAGIC.sub(_taken_out, text)):
        if _parsed(whole) is not None:
            return [(1, whole)]
    parts: list[list[str]] = []
    begins: list[int] = []
    open_, decorated = "", False
    for number, line in enumerate(plain.split("\n"), start=1):
        if parts and (open_ or decorated or _GOES_ON.match(line)):
            parts[-1].append(line)
        else:
            parts.append([line])
            begins.append(number)
        decorated = not open_ and line.startswith("@")
        for quotes in re.findall(r"'''|\"\"\"", line):
            # a line that begins a statement may stand inside of a text
            open_ = (quotes if not open_ else "" if quotes == open_ else open_)  # fmt: skip
    return [(number, "\n".join(lines)) for number, lines in zip(begins, parts, strict=True)]


def _taken_out(magic: re.Match[str]) -> str:
    return f"{magic[1]}pass" if magic[1] else ""


def _parsed(text: str) -> list[ast.stmt] | None:
    try:
        with warnings.catch_warnings():
            # what Python thinks of "\(" is not asked
            warnings.simplefilter("ignore")
            return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _not_python(part: str, line: int, cell: Cell) -> None:
    first = next((each.strip() for each in part.split("\n") if each.strip()), "")
    why = f"line {line} is not Python: {first[:60]!r}"
    items = list(dict.fromkeys(_ITEM.findall(part)))
    cell.said += [Said(item, why=f'{why}; write r"..." around the answer') for item in items]
    if not items and re.match(r"answers\b", part):
        cell.said.append(Said(ANY, why=why))
    elif not items:
        cell.problems.append(f"{why}; it is passed over")
    if _DEFINES.search(part):
        cell.lost = why


def _defines(statement: ast.stmt) -> bool:
    return any(isinstance(node, _DEFINITION) for node in ast.walk(statement))


def _kept(statement: ast.stmt, source: Source) -> str:
    """A statement that defines something; calls and plots of the student's own are no part of the answer."""
    if isinstance(statement, _KEPT):
        if not isinstance(statement, _DEFINITION) and _reads_answers(statement):
            # `answers` is no part of the code: the statement would raise, and take all functions along
            return ""
        return source.segment(statement)
    if not isinstance(statement, _COMPOUND) or _is_main(statement):
        return ""
    constant = isinstance(statement, ast.If | ast.Try) and any(isinstance(n, ast.Assign) for n in ast.walk(statement))
    if not constant and not _defines(statement):
        return ""
    try:
        return ast.unparse(statement) if _stripped(statement) else source.segment(statement)
    except RecursionError:
        return source.segment(statement)


def _reads_answers(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "answers" for node in ast.walk(statement))


def _stripped(statement: ast.stmt | ast.ExceptHandler) -> bool:
    """Whether calls were taken out of a compound statement, as they are outside of one."""
    changed = False
    for name in _BODIES:
        body = getattr(statement, name, [])
        rest = [each for each in body if not isinstance(each, ast.Expr)]
        if len(rest) < len(body):
            setattr(statement, name, rest or [ast.Pass()])
            changed = True
        for each in rest:
            if isinstance(each, _COMPOUND):
                changed |= _stripped(each)
    for handler in getattr(statement, "handlers", []):
        changed |= _stripped(handler)
    return changed


def _is_main(statement: ast.stmt) -> bool:
    match statement:
        case ast.If(test=ast.Compare(left=left, comparators=[right])):
            return any(isinstance(side, ast.Name) and side.id == "__name__" for side in (left, right))
    return False
