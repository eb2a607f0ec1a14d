"""Which of the three things is wanted: the list of claims, one claim, or a decision.

Each is imported only when it is chosen, so that a decision does not wait for the book to load.  The exit code is the
answer for a script: see `python -m theory --help` and `python -m theory decide --help`.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from theory.command_line.arguments import book_parser, decide_parser, hidden_minus, report_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that has no integral sign shows '?' and goes on
    try:
        match arguments[:1]:
            case ["decide"]:
                code = _decide(arguments[1:])
            case ["report"]:
                code = _report(arguments[1:])
            case _:
                code = _book(arguments)
        sys.stdout.flush()
    except SystemExit as stop:  # how argparse says --help (0) and a wrong use (2)
        return stop.code if isinstance(stop.code, int) else 2
    except BrokenPipeError:
        # whoever read our output has gone (`| head`): nothing is left to say, not even by the flush at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    return code


def _decide(arguments: list[str]) -> int:
    parser = decide_parser()
    options = parser.parse_intermixed_args(hidden_minus(arguments))
    if options.jsonl is not None:
        alone = [name for name, given in [
            ("LHS", options.sides), ("--domain", options.domain), ("--syntax", options.syntax != "auto"),
            ("--pointwise", options.pointwise), ("--unnormalised", options.unnormalised),
        ] if given]  # fmt: skip
        if alone:
            parser.error(f"{alone[0]} belongs to a single pair; with --jsonl each line says it for itself")
        from theory.command_line.batch import decide_file

        return decide_file(options.jsonl)
    if len(options.sides) != 2:
        parser.error(f"two formulas are compared, LHS and RHS; {len(options.sides)} given (quote each of them)")
    from theory.command_line.pair import decide_pair

    return decide_pair(options)


def _book(arguments: list[str]) -> int:
    parser = book_parser()
    options = parser.parse_args(arguments)
    if options.version:
        print(version())
        return 0
    if options.id is None:
        if options.latex:
            parser.error("--latex writes the proof of one claim: python -m theory ID --latex")
        return _list(parser, options)
    if options.status or options.cited or options.deck or options.refuted:
        parser.error(f"--status, --deck, --refuted and --cited are for lists; {options.id!r} names one claim")
    if options.latex and options.json:
        parser.error("--latex or --json, not both; --json holds the LaTeX of every line")
    from theory.command_line.one_claim import show_claim

    return show_claim(options.id, latex=options.latex, as_json=options.json)


def _list(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    chosen = [f"--{name}" for name in ("cited", "refuted", "status", "deck") if getattr(options, name)]
    if len(chosen) > 1 and chosen != ["--status", "--deck"]:
        parser.error(f"{' and '.join(chosen)} are different lists; ask for one of them (--deck goes with --status)")
    if options.cited:
        from theory.command_line.listing import list_cited

        return list_cited(options.json)
    if options.refuted or options.deck:
        from theory.command_line.by_deck import list_deck, list_refuted

        return list_refuted(options.json) if options.refuted else list_deck(options.deck, options.status, options.json)
    from theory.command_line.listing import list_claims

    return list_claims(options.status, options.json)


def _report(arguments: list[str]) -> int:
    options = report_parser().parse_args(arguments)
    from theory.command_line.report import write_report

    return write_report(options.out, figures=options.figures)


def version() -> str:
    """The installed version, or that of the checkout which is being run without having been installed."""
    from importlib import metadata
    from pathlib import Path

    try:
        return f"gan-theory {metadata.version('gan-theory')}"
    except metadata.PackageNotFoundError:
        import tomllib

        root = Path(__file__).parents[2]
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        return f"gan-theory {project['version']} (not installed: run from {root})"
