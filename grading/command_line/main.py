"""Which of the two is wanted, and the exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from grading.command_line.arguments import compare_parser, derivation_parser, grading_parser
from theory.command_line.arguments import hidden_minus


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        match arguments[:1]:
            case ["derivation"]:
                from grading.command_line.derivation import lint

                code = lint(derivation_parser().parse_args(arguments[1:]))
            case ["compare"]:
                parser = compare_parser()
                options = parser.parse_intermixed_args(hidden_minus(arguments[1:]))
                if len(options.sides) != 2:
                    parser.error(f"two formulas are compared, LHS and RHS; {len(options.sides)} given (quote each)")
                from grading.command_line.compare import compare

                code = compare(options)
            case _:
                grading_parser().parse_args(arguments)
                code = 2
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
