"""Rows of text: a table in a terminal, and plain aligned text for whoever reads our output through a pipe.

What goes through a pipe is the same on every machine: no colours, no line breaks that depend on a width, no rich.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from unicodedata import combining

from theory.printing.prose import prose_text

WIDEST = 60  # a plain column is padded up to here; longer cells push the next one to the right
COLOURS = {"proved": "green", "certified": "green", "measured": "green", "cited": "yellow", "definition": "yellow",
           "refuted": "red", "open": "magenta"}  # fmt: skip

Row = Sequence[str]


def show_table(header: Row, rows: Sequence[Row]) -> None:
    """A list, one line for each row: in a terminal the last column is cut at the edge."""
    if not sys.stdout.isatty():
        show_columns([header, *rows])
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    fixed = [max(map(_width, column)) for column in list(zip(header, *rows, strict=True))[:-1]]
    room = console.width - sum(fixed) - 2 * len(fixed)
    if room < 20:  # too narrow for a table: whole lines, which the terminal breaks as it likes
        print("\n".join(plain_columns([header, *rows])))
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    for name in header:
        table.add_column(name, no_wrap=True)
    for row in rows:
        # Text, not str: in rich's markup the brackets of E_q[log D] are a style
        cells = [Text(cell, style=COLOURS.get(cell, "")) for cell in row]
        cells[-1].truncate(room, overflow="ellipsis")
        table.add_row(*cells)
    console.print(table)


def show_columns(rows: Sequence[Row], indent: str = "") -> None:
    """Columns side by side; in a terminal long cells are broken inside their column."""
    if not sys.stdout.isatty():
        print("\n".join(plain_columns(rows, indent)))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    for row in rows:
        grid.add_row(*map(Text, row))
    Console(highlight=False).print(Padding(grid, (0, 0, 0, len(indent))))


def plain_columns(rows: Sequence[Row], indent: str = "") -> list[str]:
    """Lines of text in which every column but the last is padded.

    >>> plain_columns([("a", "b"), ("long", "c")])
    ['a     b', 'long  c']
    """
    widths = [max((w for w in map(_width, column) if w <= WIDEST), default=0) for column in zip(*rows, strict=True)]
    return [(indent + "  ".join(map(_padded, row, widths))).rstrip() for row in rows]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(cell: str) -> int:
    """Places on the screen: the dot of a velocity stands above its letter and takes none."""
    return sum(not combining(sign) for sign in cell)


def shows_signs() -> bool:
    """Whether the output can hold the signs of a formula; where it cannot, formulas are written to be typed."""
    try:
        "∫ − ½ ‖ ≥ q̇".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def sentence(text: str) -> str:
    """A sentence with its formulas in Unicode; where the output cannot hold that, in the LaTeX they are written in."""
    return prose_text(text) if shows_signs() else text.replace("$", "")


def show_json(data: object) -> None:
    """Indented, with its signs as they are where the output can hold them."""
    print(json.dumps(data, indent=2, ensure_ascii=not shows_signs()))
