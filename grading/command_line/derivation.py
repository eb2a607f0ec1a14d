"""`python -m grading derivation FILE...`: every broken step of the notes, where an editor can jump to it."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import Any

from grading.derivations.follow import Followed, follow
from grading.derivations.lecture import Placed, domain, lecture
from grading.derivations.notes import BadNotes, pages
from grading.derivations.steps import FOLLOWS, NOT_CHECKED, WRONG, Step

#: Seconds after which a progress bar appears, in a terminal.
PATIENCE = 2


def lint(options: Namespace) -> int:
    """Print the broken steps and a summary; 1 if there are any, 2 if a file cannot be read."""
    symbols: dict[str, str] = {}
    try:
        for text in options.domain:
            symbols |= domain(text, "--domain")
        # all files are read before the first is judged: a wrong name is said at once
        lectures = [(file, lecture(pages(file), symbols)) for file in options.files]
    except BadNotes as why:
        print(f"error: {why}", file=sys.stderr)
        return 2
    found: list[tuple[str, Followed]] = []
    for file, chain in _with_progress(lectures):
        found.append((file, chain))
        if not options.json:
            for step in chain.steps:
                if options.all or step.verdict == WRONG:
                    print("\n".join(_block(step)), flush=True)
    counts = _counts(chain for _, chain in found)
    if options.json:
        print(json.dumps(_data(options.files, found, counts), allow_nan=False))
    else:
        print(_summary(counts))
    return 1 if counts["wrong"] else 0


def _with_progress(lectures: list[tuple[str, list[Placed]]]) -> Iterator[tuple[str, Followed]]:
    """The verdicts as they come; in a terminal, a bar if it takes long."""
    verdicts = ((file, chain) for file, placed in lectures for chain in follow(placed))
    if not sys.stderr.isatty():
        yield from verdicts
        return
    from rich.console import Console
    from rich.progress import Progress

    start = perf_counter()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("steps", total=sum(len(placed) for _, placed in lectures), visible=False)
        for verdict in verdicts:
            bar.update(task, advance=1, visible=perf_counter() - start > PATIENCE)
            yield verdict


def _block(step: Step) -> Iterator[str]:
    across = " (across what was not checked)" if step.across else ""
    yield f"{step.where}: {step.verdict}: {step.left} {step.relation} {step.right}{across}"
    yield f"    {step.outcome.reason}"
    for note in step.notes:
        yield f"    {note}"


def _counts(chains: Iterable[Followed]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for chain in chains:
        counts["chains"] += 1
        counts["steps"] += sum(not step.across for step in chain.steps)
        for step in chain.steps:
            if step.across:
                counts["across"] += 1
                counts["wrong"] += step.verdict == WRONG
            else:
                counts[{FOLLOWS: "follow", WRONG: "wrong", NOT_CHECKED: "not checked"}[step.verdict]] += 1
    return counts


def _summary(counts: Counter[str]) -> str:
    def several(count: int, word: str) -> str:
        return f"{count} {word}" if count == 1 else f"{count} {word}s"

    across = f"; {counts['across']} more pairs across what was not checked" if counts["across"] else ""
    return (
        f"{several(counts['chains'], 'chain')}, {several(counts['steps'], 'step')}: {counts['follow']} follow, "
        f"{counts['wrong']} wrong, {counts['not checked']} not checked{across}"
    )


def _data(files: list[str], found: list[tuple[str, Followed]], counts: Counter[str]) -> dict[str, Any]:
    names = ("chains", "steps", "follow", "wrong", "not checked", "across")
    return {
        "files": files,
        "summary": {name.replace(" ", "_"): counts[name] for name in names},
        "chains": [
            {
                "file": file,
                "where": chain.where,
                "verdict": chain.verdict,
                "first_wrong": chain.wrong.where if chain.wrong else None,
                "end_is_right": chain.end_is_right if chain.wrong else None,
                "steps": [_step_data(step) for step in chain.steps],
            }
            for file, chain in found
        ],
    }


def _step_data(step: Step) -> dict[str, Any]:
    return {
        "where": step.where,
        "line": step.line,
        "left": step.left,
        "relation": step.relation,
        "right": step.right,
        "verdict": step.verdict,
        "reason": step.outcome.reason,
        "witness": step.outcome.data,
        "across_what_was_not_checked": step.across,
        "notes": list(step.notes),
    }
