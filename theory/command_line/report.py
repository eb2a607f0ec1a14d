"""`python -m theory report --out DIR`: check every claim, and write the ledger as a page, a document and as data."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from theory.book import BOOK
from theory.command_line.figures_shown import NoFigures, figures_shown
from theory.command_line.html_page import html_page
from theory.command_line.latex_document import latex_document
from theory.command_line.listing import counts
from theory.command_line.one_claim import Checked, as_data, check
from theory.proving.claim import Claim

#: Seconds after which a bar appears.
PATIENCE = 2


def write_report(folder: str, *, figures: str = "") -> int:
    """Write index.html, proofs.tex and ledger.json; 0, or 1 if a proof has a gap, or 2 if nothing can be written.

    `figures` is a folder of figures: claims then lead to those that show them.
    """
    out = Path(folder)
    try:
        shown = figures_shown(Path(figures), seen_from=out) if figures else {}
        out.mkdir(parents=True, exist_ok=True)
        checked = dict(_checked())
        files = {
            "index.html": html_page(list(BOOK.values()), checked, figures=shown),
            "proofs.tex": latex_document(list(BOOK.values())),
            "ledger.json": json.dumps([as_data(BOOK[name], found) for name, found in checked.items()],
                                      indent=1, ensure_ascii=False),
        }  # fmt: skip
        for name, text in files.items():
            _write(out / name, text)
    except NoFigures as wrong:
        print(f"error: {wrong}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"error: the report cannot be written to {folder!r}: {error.strerror}; choose another --out",
              file=sys.stderr)  # fmt: skip
        return 2
    gaps = {name: found.gap for name, found in checked.items() if found.gap}
    print(f"{out / 'index.html'}: {len(checked)} claims, {counts(BOOK.values())}")
    for name, gap in gaps.items():
        print(f"error: {name}: {gap}", file=sys.stderr)
    return 1 if gaps else 0


def _checked() -> Iterator[tuple[str, Checked]]:
    with _bar(len(BOOK)) as advance:
        for name, claim in BOOK.items():
            yield name, _check(claim)
            advance(name)


def _check(claim: Claim) -> Checked:
    return check(claim) if claim.proof else Checked("", 0.0)


@contextmanager
def _bar(total: int):
    """A progress bar in a terminal, once the work has taken a while."""
    if not sys.stderr.isatty():
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    start = perf_counter()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, visible=False)
        yield lambda name: progress.update(task, advance=1, description=name, visible=perf_counter() - start > PATIENCE)


def _write(file: Path, text: str) -> None:
    """All of it or nothing: whoever reads the report while it is written sees the old one."""
    part = file.with_suffix(file.suffix + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, file)
