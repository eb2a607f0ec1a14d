"""Which is wanted: the list, figures, or the check of a folder."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from figures.command_line.arguments import check_parser, making_parser
from figures.listed import NotAFigure, chosen, of_deck
from figures.stage.manifest import NotAManifest, differences, read
from figures.stage.page import Figure


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        if given[:1] == ["check"]:
            options = check_parser().parse_args(given[1:])
            return _check(Path(options.folder), as_json=options.json)
        options = making_parser().parse_args(given)
        figures = [*chosen(options.names), *(of_deck(options.deck) if options.deck else [])]
        figures = list({each.name: each for each in figures}.values())
        if options.only_list or not figures:
            return _list(figures or chosen(["all"]), as_json=options.json)
        from figures.command_line.made import make_all

        return make_all(figures, options)
    except (NotAFigure, NotAManifest) as wrong:
        print(f"error: {wrong}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # whoever read our output has gone (`| head`): nothing is left to say, not even by the flush at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130


def _list(figures: Sequence[Figure], *, as_json: bool) -> int:
    if as_json:
        shown = {
            each.name: {
                "question": each.header.question, "claims": each.header.claims, "slides": each.header.slides,
                "listed": each.header.listed, "kind": each.header.kind, "moves": each.animate is not None,
            }
            for each in figures
        }  # fmt: skip
        print(json.dumps({"figures": shown}, indent=1, ensure_ascii=False))
        return 0
    width = max(len(each.name) for each in figures)
    for each in figures:
        print(f"{each.name:<{width}}  {each.header.question}{' (moves)' if each.animate else ''}")
    print(f"{len(figures)} figures; python -m figures NAME makes one, all makes all of them; --help says more")
    return 0


def _check(folder: Path, *, as_json: bool) -> int:
    wrong, entries = list(differences(folder)), read(folder)
    files = sum(len(entry["files"]) for entry in entries.values())
    if as_json:
        print(json.dumps({"figures": len(entries), "files": files, "differences": wrong}, indent=1, ensure_ascii=False))
    else:
        for line in wrong:
            print(line)
        verdict = f"{len(wrong)} differences" if wrong else "all as they were made"
        print(f"{folder}: {len(entries)} figures, {files} files: {verdict}")
    return 1 if wrong else 0
