"""One claim as a piece of the page: its statement, what a slide prints, its proof line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from theory.book import BOOK
from theory.command_line.figures_shown import Shown as ShownIn
from theory.command_line.listing import trusted_by
from theory.command_line.one_claim import Checked, rows_of
from theory.ledger import line_of, slides_of
from theory.printing.latex import latex
from theory.printing.prose import mathml, prose_html
from theory.proving.claim import Claim
from theory.proving.measured import in_words, of_claim
from theory.proving.step import Shown, Step

_SIGNS = {">=": "≥", "<=": "≤", "/=": "≠", "d/dtheta": "d/dθ"}


def html_claim(claim: Claim, checked: Checked, figures: Sequence[ShownIn] = ()) -> str:
    """An <article> with the decks and the status as data, for the filters of the page."""
    decks = " ".join(dict.fromkeys(deck for deck, _ in slides(claim))) or "none"
    return "\n".join(
        [
            f'<article class="claim" id="{claim.id}" data-decks="{decks}" data-status="{claim.status}">',
            f'<h3><a href="#{claim.id}">{claim.id}</a> <span class="status {claim.status}">{claim.status}</span></h3>',
            *(_refuted(claim) if claim.printed else [f'<p class="says">{prose_html(claim.says)}</p>']),
            *_facts(claim, figures),
            *_proof(claim, checked),
            "</article>",
        ]
    )


def slides(claim: Claim) -> Sequence[tuple[str, str]]:
    """Where it is printed: a false sentence on its own slide, every other claim wherever its line is."""
    if claim.printed:
        return [(claim.printed.deck, claim.printed.heading)]
    return slides_of(line_of(claim)) if line_of(claim) else []


def _refuted(claim: Claim) -> Iterator[str]:
    printed = claim.printed
    if printed is None:
        return
    rows = f" (misprint {', '.join(map(str, printed.rows))})" if printed.rows else ""
    blame = '<p class="note">Handwritten: the scanner, not the lecturer, may be to blame.</p>' if printed.ocr else ""
    links = ", ".join(f'<a href="#{name}">{name}</a>' for name in claim.corrected_by)
    yield '<div class="sides">'
    yield f'<div class="printed"><h4>As printed{rows}</h4><p>{prose_html(printed.sentence)}</p>{blame}'
    yield f'<p class="note">Read as: {prose_html(claim.says)}</p></div>'
    yield f'<div class="instead"><h4>What is true</h4><p>{prose_html(claim.instead)}</p>'
    yield f'<p class="note">Proved in {links}</p></div></div>'


def _facts(claim: Claim, figures: Sequence[ShownIn]) -> Iterator[str]:
    facts = [("Assumes", prose_html(text)) for text in claim.assumes]
    facts += [("Slide", f"{deck}, {prose_html(heading)}") for deck, heading in slides(claim)]
    if claim.experiment:
        word = "Waits for" if claim.status == "open" else "Experiment"
        facts.append((word, f"{prose_html(claim.experiment.shows)} ({escape(claim.experiment.name)})"))
    facts += [("In training", "<br>".join(map(escape, in_words(found)))) for found in of_claim(claim.id)]
    facts += [("Source", escape(str(source))) for source in claim.sources]
    trust = trusted_by(claim, BOOK) if claim.status != "cited" else []
    if trust:
        facts.append(("Rests on", ", ".join(f'<a href="#{name}">{name}</a>' for name in trust)))
    facts += [("Figure", f'<a href="{escape(each.address)}">{prose_html(each.question)}</a>') for each in figures]
    if facts:
        yield '<dl class="facts">' + "".join(f"<dt>{word}</dt><dd>{text}</dd>" for word, text in facts) + "</dl>"


def _proof(claim: Claim, checked: Checked) -> Iterator[str]:
    if not claim.proof:
        return
    word = "Counter-example" if claim.printed else "Proof"
    state = f"checked in {1000 * checked.seconds:.0f} ms" if not checked.gap else "has a gap"
    yield f'<details class="proof"{" open" if claim.printed or checked.gap else ""}>'
    yield f'<summary>{word} <span class="note">{state}</span></summary>'
    if checked.gap:
        yield f'<pre class="gap">{escape(checked.gap)}</pre>'
    for number, step in enumerate(claim.proof, start=1):
        yield from _step(f"{number}. {prose_html(step.about)}", step)
    for need in claim.needed:
        title = f"Without “{prose_html(need.hypothesis)}”: {prose_html(need.shown_by.about)}"
        yield from _step(title, need.shown_by)
    yield "</details>"


def _step(title: str, step: Step) -> Iterator[str]:
    yield f'<section class="step"><h5>{title}</h5><div class="lines">'
    for row in rows_of(step):
        yield from _row(row)
    yield "</div></section>"


def _row(row: Shown) -> Iterator[str]:
    relation = escape(_SIGNS.get(row.relation, row.relation))
    formula = f"<span>{prose_html(row.reason)}</span>" if row.expr is None else mathml(latex(row.expr), block=True)
    reason = "" if row.expr is None else prose_html(row.reason)
    yield f'<div class="rel">{relation}</div><div class="formula">{formula}</div><div class="reason">{reason}</div>'
