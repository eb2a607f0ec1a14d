"""The gallery: one page without network or script, with every figure, what it asserts, and how to make it."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator, Mapping
from html import escape
from importlib import resources
from itertools import groupby
from pathlib import Path

from figures.stage.manifest import Entry
from theory.book import BOOK, CHAPTERS
from theory.command_line.html_filters import filter_rules, filters
from theory.decks import DECKS
from theory.printing.prose import prose_html
from theory.proving.measured import of_claim

#: Which picture of a figure stands on the page: of the first size that was made, the smaller file.
SHOWN = ("slide", "handout")
MEDIA = {"png": "image/png", "svg": "image/svg+xml", "gif": "image/gif"}


def gallery(folder: Path, entries: Mapping[str, Entry], *, ledger: str) -> str:
    """The page; `ledger` is the address of the ledger's page from here, empty where there is none."""
    choices = {"deck": [*DECKS, "none"]}
    rules = filter_rules(choices, items=".chapter > .figure", told_by={"deck": "data-decks~="})
    style = resources.files("figures.stage").joinpath("gallery.css").read_text(encoding="utf-8")
    features = sum(len(entry["features"]) for entry in entries.values())
    link = f' Claims lead to <a href="{escape(ledger)}">the ledger</a>.' if ledger else ""
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8"><title>GAN theory, checked: the figures</title>',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<style>\n{style}{rules}</style></head><body>",
            "<header><h1>GAN theory, checked: the figures</h1>",
            f"<p>{len(entries)} figures, which assert {features} features of what they show.{link}</p></header>",
            "<main>", filters(choices), *_chapters(folder, entries, ledger), "</main></body></html>\n",
        ]
    )  # fmt: skip


def _chapters(folder: Path, entries: Mapping[str, Entry], ledger: str) -> Iterator[str]:
    order = list(CHAPTERS)
    by_chapter = sorted(entries.items(), key=lambda item: (order.index(item[1]["chapter"]), item[0]))
    for chapter, group in groupby(by_chapter, key=lambda item: item[1]["chapter"]):
        yield f'<section class="chapter"><h2>{chapter.capitalize()}</h2>'
        for name, entry in group:
            yield from _figure(folder, name, entry, ledger)
        yield "</section>"


def _figure(folder: Path, name: str, entry: Entry, ledger: str) -> Iterator[str]:
    decks = " ".join(dict.fromkeys(deck for deck, _ in entry["slides"])) or "none"
    yield f'<article class="figure" id="{name}" data-decks="{decks}">'
    yield f'<h3><a href="#{name}">{prose_html(entry["question"])}</a></h3>'
    yield _picture(folder, entry)
    yield f'<p class="answer">{prose_html(entry["answer"])}</p>'
    yield _motion(folder, entry)
    yield f"<details><summary>{len(entry['features'])} features asserted</summary><ul>"
    for each in entry["features"]:
        said, found, law = (escape(each[what]) for what in ("says", "found", "law"))
        yield f'<li>{said}: <b>{found}</b> <span class="note">must be {law}</span></li>'
    yield "</ul></details><dl>"
    yield "<dt>Claims</dt><dd>" + ", ".join(_claim(claim, ledger) for claim in entry["claims"]) + "</dd>"
    for deck, heading in entry["slides"]:
        yield f"<dt>Slide</dt><dd>{deck}, {prose_html(heading)}</dd>"
    for run in entry["runs"]:
        yield f"<dt>Trained</dt><dd>{escape(run['run'])} <code>{run['key'][:12]}</code></dd>"
    files = " ".join(f'<a href="{each["file"]}">{_label(each)}</a>' for each in entry["files"])
    yield f"<dt>Files</dt><dd>{files}</dd><dt>Made by</dt><dd><code>{escape(entry['make'])}</code></dd></dl></article>"


def _label(file: Mapping[str, str]) -> str:
    return f"{file['file'].partition('/')[0]} {file['format'].upper()}"


def _claim(claim: str, ledger: str) -> str:
    """A claim with its status, led to the ledger's page where there is one."""
    status = _status(claim)
    name = f'<a href="{escape(ledger)}#{claim}">{claim}</a>' if ledger else f"<code>{claim}</code>"
    return f'{name} <span class="note">({status})</span>'


def _status(claim: str) -> str:
    if claim not in BOOK:
        return "not in this ledger"
    some = any(found["verdict"] == "holds with conditions" for found in of_claim(claim))
    status = BOOK[claim].status
    return "measured, with conditions" if status == "measured" and some else status


def _picture(folder: Path, entry: Entry) -> str:
    """The picture itself, inside the page, and its dark sister for readers who want it dark."""
    light, dark = (_address(folder, entry, theme, ("png", "svg")) for theme in ("light", "dark"))
    if not light and not dark:
        return '<p class="note">Made as PDF only; see the files below.</p>'
    source = f'<source media="(prefers-color-scheme: dark)" srcset="{dark}">' if light and dark else ""
    alt = escape(f"{entry['question']} {entry['answer']}")
    image = f'<img src="{light or dark}" alt="{alt}">'
    return f"<picture>{source}{image}</picture>"


def _address(folder: Path, entry: Entry, theme: str, formats: Collection[str]) -> str:
    """The smallest picture of the first size that was made, as an address that holds it; empty if there is none."""
    pictures = [each for each in entry["files"] if each["theme"] == theme and each["format"] in formats]
    for size in SHOWN:
        made = [each for each in pictures if each["size"] == size and (folder / each["file"]).is_file()]
        if made:
            return _inside(folder / min(made, key=lambda each: each["bytes"])["file"])
    return ""


def _motion(folder: Path, entry: Entry) -> str:
    moving = _address(folder, entry, "light", ("gif",)) or _address(folder, entry, "dark", ("gif",))
    if not moving:
        return ""
    alt = escape(f"{entry['question']} In motion.")
    return f'<details><summary>In motion</summary><img src="{moving}" alt="{alt}"></details>'


def _inside(path: Path) -> str:
    content = base64.b64encode(path.read_bytes()).decode()
    return f"data:{MEDIA[path.suffix[1:]]};base64,{content}"
