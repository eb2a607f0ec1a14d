"""The ledger as one page that needs neither network nor script: it can be mailed, printed, and read in ten years.

The filters are radio buttons and CSS rules; formulas are MathML; colours follow the reader's light or dark setting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from importlib import resources

from theory.book import CHAPTER_OF, CHAPTERS
from theory.command_line.figures_shown import Shown
from theory.command_line.html_claim import html_claim
from theory.command_line.html_filters import filter_rules, filters
from theory.command_line.listing import counts
from theory.command_line.one_claim import Checked
from theory.decks import DECKS, VERDICTS
from theory.ledger import answers
from theory.printing.prose import prose_html
from theory.proving.claim import STATUSES, Claim


def html_page(
    claims: Sequence[Claim], checked: Mapping[str, Checked], *, figures: Mapping[str, Sequence[Shown]]
) -> str:
    """The whole page; `checked` says what came out when each claim was checked, `figures` which figures show it."""
    found = {claim.status for claim in claims}
    choices = {"deck": [*DECKS, "none"], "status": [word for word in STATUSES if word in found]}
    told_by = {"deck": "data-decks~=", "status": "data-status="}
    rules = filter_rules(choices, items=".chapter > .claim", told_by=told_by)
    style = resources.files("theory.command_line").joinpath("report.css").read_text(encoding="utf-8")
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8"><title>GAN theory, checked: the ledger</title>',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<style>\n{style}{rules}</style></head><body>",
            "<header><h1>GAN theory, checked</h1>",
            f"<p>Every sentence of five lecture decks: is it true, under what hypotheses, and how do we know? "
            f"{len(claims)} claims: {counts(claims)}.</p></header>",
            '<main><section aria-label="the decks, slide by slide">',
            *map(_deck, DECKS),
            "</section>",
            filters(choices),
            *_chapters(claims, checked, figures),
            "</main></body></html>\n",
        ]
    )


def _chapters(
    claims: Sequence[Claim], checked: Mapping[str, Checked], figures: Mapping[str, Sequence[Shown]]
) -> list[str]:
    parts = []
    for chapter in [*CHAPTERS, "cited"]:
        own = [claim for claim in claims if CHAPTER_OF[claim.id] == chapter]
        doc = (CHAPTERS[chapter].__doc__ or "") if chapter in CHAPTERS else "Taken on trust by several chapters."
        parts.append(f'<section class="chapter"><h2>{chapter.capitalize()}</h2><p class="note">{escape(doc)}</p>')
        parts += [html_claim(claim, checked[claim.id], figures.get(claim.id, ())) for claim in own]
        parts.append("</section>")
    return parts


def _deck(number: str) -> str:
    deck = DECKS[number]
    lines = []
    for slide in deck.slides:
        links = ", ".join(_link(line) for line in slide.entries)
        lines.append(f"<dt>{prose_html(slide.heading)}</dt><dd>{links}</dd>")
    return (
        f'<details class="deck"><summary>Deck {number}: {escape(deck.title)}</summary>'
        f'<dl>{"".join(lines)}</dl></details>'
    )  # fmt: skip


def _link(line: str) -> str:
    claims = answers(line)
    name = f'<a href="#{claims[0].id}">{line}</a>' if claims else line
    return f'{name} <span class="verdict">({VERDICTS[line]})</span>'
