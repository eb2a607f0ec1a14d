"""`python -m theory ID`: a claim with its hypotheses and sources, what it rests on, and its proof, line by line.

Nothing is shown as proved because a file says so: the proof is checked while it is shown, and a gap is printed with the
line that does not follow.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from difflib import get_close_matches
from time import perf_counter

from theory.book import BOOK
from theory.command_line.latex_proof import latex_proof
from theory.command_line.listing import summary, trusted_by
from theory.command_line.terminal import Row, sentence, show_columns, show_json, shows_signs
from theory.printing.latex import latex
from theory.printing.plain import plain
from theory.printing.unicode import unicode
from theory.proving.claim import Claim
from theory.proving.measured import in_words, of_claim
from theory.proving.step import ProofGap, Shown, Step
from theory.reading import ReadingError, read

SIGNS = {">=": "≥", "<=": "≤", "/=": "≠"}


@dataclass(frozen=True)
class Checked:
    """What came out when a proof was checked: `gap` is empty if every line follows."""

    gap: str
    seconds: float


def show_claim(name: str, *, latex: bool = False, as_json: bool = False) -> int:
    """Print a claim and check it: 0 if its proof holds (or it has none, being cited), 1 if not, 2 if it is unknown."""
    claim = BOOK.get(name)
    if claim is None:
        print(f"error: no claim has the id {name!r}{nearest(name)}; `python -m theory` lists all", file=sys.stderr)
        return 2
    checked = check(claim)
    if as_json:
        show_json(as_data(claim, checked))
    elif latex:
        print(latex_proof(claim, [rows_of(step) for step in claim.proof]))
        print(_outcome(claim, checked), file=sys.stderr)
    else:
        _show(claim, checked)
    return 1 if checked.gap else 0


def nearest(name: str) -> str:
    """Up to three ids that a mistyped one may have meant, as the end of a sentence."""
    name = name.lower().replace(" ", "-").replace("_", "-")
    found = get_close_matches(name, BOOK, n=3, cutoff=0.5) or [known for known in BOOK if name in known][:3]
    return f"; the nearest: {', '.join(found)}" if found else ""


def check(claim: Claim) -> Checked:
    """Check every step of the proof; the time is that of the decisions, not of building the grammar."""
    read("1", syntax="plain")
    start, gap = perf_counter(), ""
    try:
        claim.check()
    except ProofGap as found:
        gap = str(found)
    except ReadingError as error:
        gap = f"a formula of the page cannot be read: {error}"
    return Checked(gap, perf_counter() - start)


def rows_of(step: Step) -> list[Shown]:
    """The lines of a step; none if one of its formulas cannot be read, which the check has said already."""
    try:
        return step.shown()
    except ReadingError:
        return []


def as_data(claim: Claim, checked: Checked) -> dict[str, object]:
    """A claim with its proof as data; of each line the formula in three notations (null where it is only a number)."""
    proof = [
        {
            "about": step.about,
            "lines": [
                {
                    "relation": row.relation,
                    **{
                        write.__name__: write(row.expr) if row.expr is not None else None
                        for write in (plain, unicode, latex)
                    },
                    "reason": row.reason,
                }
                for row in rows_of(step)
            ],
        }
        for step in claim.proof
    ]
    found = {"holds": not checked.gap, "gap": checked.gap or None, "seconds": round(checked.seconds, 6)}
    return {**summary(claim), "checked": found if claim.proof else None, "proof": proof}


def _show(claim: Claim, checked: Checked) -> None:
    print(f"{claim.id}   {claim.status}\n  {sentence(claim.says)}\n")
    facts = _as_printed(claim)
    facts += _under("assumes", [sentence(line) for line in claim.assumes])
    facts += _under("experiment", [sentence(claim.experiment.shows)] if claim.experiment else [])
    for found in of_claim(claim.id):
        facts += _under("in training", in_words(found))
    facts += _under("source", [str(source) for source in claim.sources])
    if claim.status != "cited":
        facts += _under("rests on", _trust(claim))
    show_columns(facts, indent="  ")
    for number, step in enumerate(claim.proof, start=1):
        _show_step(f"{number}. {sentence(step.about)}", step)
    for need in claim.needed:
        _show_step(f'without "{sentence(need.hypothesis)}": {sentence(need.shown_by.about)}', need.shown_by)
    print(f"\n{_outcome(claim, checked)}")


def _show_step(title: str, step: Step) -> None:
    print(f"\n{title}")
    rows = [_row(row) for row in rows_of(step)]
    if rows:
        show_columns(rows, indent="   ")


def _as_printed(claim: Claim) -> list[Row]:
    """Where a false sentence stands, how it reads there, and what is true."""
    if not claim.printed:
        return []
    rows = [("printed", sentence(claim.printed.sentence)), ("seen in", str(claim.printed))]
    if claim.printed.ocr:
        rows.append(("", "handwritten: the scanner, not the lecturer, may be to blame"))
    return [*rows, ("instead", sentence(claim.instead)), ("proved in", ", ".join(claim.corrected_by))]


def _trust(claim: Claim) -> list[str]:
    names = trusted_by(claim, BOOK)
    if names is None:
        return ["unknown: a formula of the page cannot be read"]
    cited = [f"{name} ({'; '.join(map(str, BOOK[name].sources))})" for name in names]
    return cited or ["nothing: it is decided from the definitions"]


def _under(word: str, lines: list[str] | tuple[str, ...]) -> list[Row]:
    return [(word if k == 0 else "", line) for k, line in enumerate(lines)]


def _row(row: Shown) -> Row:
    relation, write = (SIGNS.get(row.relation, row.relation), unicode) if shows_signs() else (row.relation, plain)
    if row.expr is None:  # a decimal: it is in the reason
        return relation, sentence(row.reason), ""
    return relation, write(row.expr), sentence(row.reason)


def _outcome(claim: Claim, checked: Checked) -> str:
    if checked.gap:
        return f"the proof has a gap\n  {checked.gap}"
    took = f"checked in {checked.seconds * 1000:.0f} ms"
    return {
        "refuted": f"counter-example {took}" if claim.proof else "refuted by training",
        "cited": "cited, not proved here: it has no lines to check",
        "definition": "a definition: there is nothing to prove",
        "open": "open: no experiment has decided it, so nothing here says that it is true",
        "measured": f"measured: python -m gan_small experiment {claim.experiment.name if claim.experiment else ''}",
    }.get(claim.status, took)
