"""Which command is wanted, and the exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from grading.command_line import arguments as parsers
from theory.command_line.arguments import hidden_minus


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        code = _command(arguments)
        sys.stdout.flush()
    except SystemExit as stop:  # how argparse says --help (0) and a wrong use (2)
        return stop.code if isinstance(stop.code, int) else 2
    except BrokenPipeError:
        # whoever read our output has gone (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    return code


def _command(arguments: list[str]) -> int:
    """Each command is loaded when it is asked for: comparing two formulas needs neither numpy nor a sandbox."""
    rest = arguments[1:]
    match arguments[:1]:
        case ["run"]:
            from grading.command_line.run import run

            parser = parsers.run_parser()
            options = parser.parse_args(rest)
            if options.student and options.json:
                parser.error("--json is the lecturer's copy, with what is hidden; leave out --student or --json")
            return run(options)
        case ["class"]:
            from grading.command_line.class_ import grade_class

            return grade_class(parsers.class_parser().parse_args(rest))
        case ["check"]:
            from grading.command_line.check import check

            return check(parsers.check_parser().parse_args(rest))
        case ["sheets"]:
            from grading.command_line.sheets import sheets

            return sheets(parsers.sheets_parser().parse_args(rest))
        case ["template"]:
            from grading.command_line.sheets import template

            return template(parsers.template_parser().parse_args(rest))
        case ["pack"]:
            from grading.command_line.pack import pack

            parser = parsers.pack_parser()
            options = parser.parse_args(rest)
            if not (options.gradescope or options.otter or options.nbgrader):
                parser.error("nothing to build; name --gradescope ZIP, --otter DIR or --nbgrader DIR")
            return pack(options)
        case ["derivation"]:
            from grading.command_line.derivation import lint

            return lint(parsers.derivation_parser().parse_args(rest))
        case ["compare"]:
            parser = parsers.compare_parser()
            options = parser.parse_intermixed_args(hidden_minus(rest))
            if len(options.sides) != 2:
                parser.error(f"two formulas are compared, LHS and RHS; {len(options.sides)} given (quote each)")
            from grading.command_line.compare import compare

            return compare(options)
    parsers.grading_parser().parse_args(arguments)
    return 2
