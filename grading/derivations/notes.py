"""Files of notes: .tex, .md and the markdown cells of .ipynb, as pages of text whose offsets have an address."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SUFFIXES = (".tex", ".md", ".ipynb")
#: Far above a book of notes and far below what would hurt.
MAX_BYTES = 16 * 2**20


class BadNotes(ValueError):
    """A file that cannot be linted: names the file, the law it breaks and the way out."""


@dataclass(frozen=True)
class Page:
    """A text and where its lines stand.  `lines[k]` is the line of the file that holds line k of the text."""

    file: str
    text: str
    markdown: bool
    lines: tuple[int, ...]
    cell: int | None = None

    def line(self, offset: int) -> int:
        starts = [0, *(i + 1 for i, c in enumerate(self.text) if c == "\n")]
        return self.lines[min(bisect_right(starts, offset), len(self.lines)) - 1]

    def address(self, offset: int) -> str:
        """`notes.tex:41`, in the form that an editor can jump to."""
        return f"{self.file}:{self.line(offset)}"


def pages(file: str) -> list[Page]:
    """The pages of a file; raises BadNotes."""
    path = Path(file)
    if path.suffix.lower() not in SUFFIXES:
        raise BadNotes(f"{file}: notes are {', '.join(SUFFIXES)} files; convert it, or name another file")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadNotes(f"{file}: {path.stat().st_size} bytes, where at most {MAX_BYTES} are read; split the file")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadNotes(f"{file}: cannot be read ({error.strerror}); name a file that is there and readable") from error
    except UnicodeDecodeError as error:
        raise BadNotes(f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    return pages_of(file, text)


def pages_of(file: str, text: str) -> list[Page]:
    """The pages of a text that is known by the name of a file; raises BadNotes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if file.lower().endswith(".ipynb"):
        return list(_cells(file, text))
    count = text.count("\n") + 1
    return [Page(file, text, file.lower().endswith(".md"), tuple(range(1, count + 1)))]


def _cells(file: str, text: str) -> Iterator[Page]:
    try:
        cells = json.loads(text)["cells"]
        sources = [(cell["cell_type"], _lines(cell["source"])) for cell in cells]
    except json.JSONDecodeError as error:
        raise BadNotes(f"{file}:{error.lineno}: not JSON ({error.msg}); save the notebook again in Jupyter") from error
    except RecursionError:
        raise BadNotes(f"{file}: JSON that is nested too deeply; save the notebook again in Jupyter") from None
    except (KeyError, TypeError) as error:
        raise BadNotes(
            f"{file}: a notebook has a list of cells, each with cell_type and source (nbformat 4); open it in Jupyter "
            "and save it"
        ) from error
    cursor = 0
    for number, (kind, lines) in enumerate(sources, start=1):
        where = []
        for line in lines:
            cursor, row = _row(text, line, cursor)
            where.append(row)
        if kind == "markdown" and lines:
            # a heading ends what was defined above it; a new cell does not
            yield Page(file, "".join(lines), True, (*where, where[-1]), number)


def _lines(source: Any) -> list[str]:
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise TypeError("the source of a cell is a text or a list of lines")
    return source.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True) if source else []


def _row(text: str, line: str, cursor: int) -> tuple[int, int]:
    """Where in the file a line of a cell stands: each is a string of its own, written in one of two ways."""
    for ascii_only in (False, True):
        written = json.dumps(line, ensure_ascii=ascii_only)[1:-1]
        at = text.find(written, cursor)
        if at >= 0:
            return at + len(written), text.count("\n", 0, at) + 1
    return cursor, text.count("\n", 0, cursor) + 1
