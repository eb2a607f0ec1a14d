"""The options, and the help that `--help` prints."""

from __future__ import annotations

import argparse

GRADING_HELP = """\
What to tell a student: correct, incorrect with a witness, or not checked with why.

  python -m grading derivation notes.tex    each step of the derivations in notes (.tex, .md, .ipynb)
  python -m grading compare LHS RHS         the one-formula case

Each has a --help of its own.
"""

DERIVATION_HELP = r"""
Follow the derivations in notes to the first line that does not follow:

  python -m grading derivation notes.tex lecture.md sheet.ipynb
  python -m grading derivation notes.tex --domain "\sigma: (0,inf)"
  python -m grading derivation notes.tex --all

Every displayed chain A &= B \\ &= C is cut into its steps, and each is decided for all densities p and q, all
discriminators D and all parameters.  A step is called wrong only with a witness.

In the notes themselves a comment, from where it stands on, declares
  % domain: t: (0,inf)                      <!-- domain: t: (0,inf) --> in .md and .ipynb
  % given: q = p                            <!-- given: q = p -->: q = p is put in where a step needs it
"""
DERIVATION_CODES = """\
exit code: 0 no step is wrong, 1 some step is wrong, 2 a file that cannot be read, a declaration that says nothing, or
           a wrong option
"""

COMPARE_HELP = r"""
Is an answer right?

  python -m grading compare "V(Dstar,G)" "2*JSD(p,q) - log(4)"
  python -m grading compare '\log t^2' '2\log t' --domain "t: (0,inf)"
"""
COMPARE_CODES = """\
exit code: 0 correct (proved), 1 incorrect (with a witness), 3 not checked (why is said), 2 a wrong option
"""


def grading_parser() -> argparse.ArgumentParser:
    """For `python -m grading` without a command."""
    parser = _parser("python -m grading", GRADING_HELP, "")
    parser.add_argument("command", choices=["derivation", "compare"], help="what to do")
    return parser


def derivation_parser() -> argparse.ArgumentParser:
    """For `python -m grading derivation FILE...`."""
    parser = _parser("python -m grading derivation", DERIVATION_HELP, DERIVATION_CODES)
    parser.add_argument("files", nargs="+", metavar="FILE", help="notes: .tex, .md or .ipynb")
    parser.add_argument("--all", action="store_true", help="every step, not only those that are wrong")
    _add_common(parser)
    return parser


def compare_parser() -> argparse.ArgumentParser:
    """For `python -m grading compare LHS RHS`."""
    parser = _parser("python -m grading compare", COMPARE_HELP, COMPARE_CODES)
    parser.add_argument("sides", nargs="*", metavar="LHS RHS", help="two formulas, each in quotes")
    _add_common(parser)
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--domain", action="append", default=[], metavar='"t: (0,inf)"',
                        help="where a parameter lives; may be repeated")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="the same as one JSON object")


def _parser(prog: str, description: str, epilog: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=prog,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
