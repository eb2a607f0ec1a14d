"""`python -m gan_small experiment`: measure sentences about training, and show what was found, now or before."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from gan_small.command_line.main import refused
from gan_small.experiments.listed import LISTED, listed
from gan_small.recipe import NotARecipe
from gan_small.runs.atomic import write
from gan_small.runs.verdicts import strict
from theory.proving.measured import FOLDER, records

_HEAD = "| sentence | experiment | effect: estimate [interval], bar, answer | seeds | verdict | time |"


def run_experiments(options: argparse.Namespace) -> int:
    """Measure the named ones, or show what is on record of all."""
    names = list(LISTED) if options.names == ["all"] else options.names
    if not names:
        shown = [records()[name] for name in LISTED if name in records()]
        print(strict({"findings": shown}) if options.json else table(shown), end="")
        return 0
    if options.record and (options.control or not options.full):
        law = "the ledger keeps findings of full size: give --record with --full, without --control"
        return refused(ValueError(law))
    try:
        for name in names:
            listed(name)
        found = [_measured(name, options) for name in names]
    except (NotARecipe, OSError) as wrong:
        return refused(wrong)
    if options.json:
        print(strict({"findings": found}), end="")
    return 0


def _measured(name: str, options: argparse.Namespace) -> dict[str, Any]:
    from gan_small.experiments.finding import Setting, find, written

    out = Path(options.out) if options.out else None
    if out:
        out.mkdir(parents=True, exist_ok=True)
    quiet = options.quiet or not sys.stderr.isatty()
    progress = _Progress(name) if not quiet else None
    setting = Setting(full=options.full, seed=options.seed, out=out)
    found = find(name, replace(setting, say=progress.say) if progress else setting, control=options.control)
    if progress:
        progress.clear()
    if options.record:
        write(FOLDER / f"{name}.json", written(found))
    if out:
        write(out / f"{name}.json", written(found))
    plain = found.as_json()
    if not options.json:
        print(block(plain), flush=True)
    return plain


def block(found: dict[str, Any]) -> str:
    """One finding, to be read in a terminal."""
    lines = [f"{found['experiment']}: {found['verdict']}   ({found['size']}, {found['seconds']:.1f} s)"]
    lines.append(f"  {found['sentence']}")
    for e in found["effects"]:
        side = "above" if e["above"] else "below"
        lines.append(f"  {e['answer']:<5} {_number(e)}  says: {side} {e['bar']:.4g}   {e['what']}   {_seeds(e)}")
    return "\n".join(lines)


def table(found: list[dict[str, Any]]) -> str:
    """All findings, as a page of documentation shows them."""
    lines = [_HEAD, "| --- " * 6 + "|"]
    for f in found:
        effects = "<br>".join(
            f"{_cell(e['what'])}: {_number(e)}, {'above' if e['above'] else 'below'} {e['bar']:.4g}: {e['answer']}"
            for e in f["effects"]
        )
        seeds = max(e["seeds"] for e in f["effects"])
        took = f"{f['seconds']:.0f} s"
        lines.append(
            f"| {_cell(f['sentence'])} | `{f['experiment']}` | {effects} | {seeds} | **{f['verdict']}** | {took} |"
        )
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Text that Markdown takes as it is: a bar would end the cell, a star would begin emphasis."""
    return text.replace("|", "\\|").replace("*", "\\*")


def _number(e: dict[str, Any]) -> str:
    return f"{e['estimate']:.4g} [{e['low']:.4g}, {e['high']:.4g}]"


def _seeds(e: dict[str, Any]) -> str:
    return "computed" if e["seeds"] == 1 else f"{e['seeds']} seeds"


class _Progress:
    """One line on standard error, written over: the experiment, how long it has run, what it is doing."""

    def __init__(self, name: str) -> None:
        self.name, self.started = name, time.monotonic()
        self.say("starts")

    def say(self, words: str) -> None:
        print(
            f"\r\x1b[K{self.name} {time.monotonic() - self.started:4.0f} s  {words}",
            end="",
            file=sys.stderr,
            flush=True,
        )

    def clear(self) -> None:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
