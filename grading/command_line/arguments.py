"""The options, and the help that `--help` prints."""

from __future__ import annotations

import argparse
import os

GRADING_HELP = """\
What to tell a student: correct, incorrect with a witness, or not checked with why.

  python -m grading sheets                      the sheets that come with the project, and what they ask
  python -m grading template SHEET DIR          what students start from
  python -m grading run SHEET SUBMISSION        grade one submission
  python -m grading class SHEET FOLDER          grade a class: feedback, mark book, item analysis
  python -m grading check SHEET                 is the sheet sound, and what does it catch?
  python -m grading pack SHEET --gradescope F   an autograder for Gradescope, tests for otter and nbgrader
  python -m grading compare LHS RHS             one formula
  python -m grading derivation notes.tex        each step of the derivations in notes (.tex, .md, .ipynb)

A SHEET is a folder with a sheet.toml, or the name of one that comes with the project.  Each has a --help of its own.
"""
COMMANDS = ("sheets", "template", "run", "class", "check", "pack", "compare", "derivation")

_SUBMISSION = """\
A submission is a folder
  answers.txt           item-id: answer            formulas (LaTeX or plain), numbers, letters
  functions.py          the functions that are asked for
  <item-id>.tex         a derivation (or .md, .ipynb)
  <item-id>.toml        a recipe for training
or one notebook (.ipynb): see the template.
"""
RUN_HELP = f"""\
Grade one submission:

  python -m grading run divergences submission/
  python -m grading run divergences submission/ --out feedback/ --json

{_SUBMISSION}"""
RUN_CODES = """\
exit code: 0 every item is correct, 1 some item is incorrect, 3 none is, and some is not checked, 2 a sheet, a
           submission or an option that cannot be used, or a sandbox that is weaker than asked
"""
CLASS_HELP = f"""\
Grade a class: each folder in FOLDER, and each notebook, is one submission.

  python -m grading class divergences submissions/ --out build/graded --jobs 2

In --out it leaves mark-book.csv, item-analysis.md and .csv; in feedback/NAME what NAME may see (feedback.md and .html);
in submissions/NAME the lecturer's copy (whole.md, report.json).  A run that was stopped, by whatever, goes on where it
was: only what is new or changed is graded.

{_SUBMISSION}"""
CLASS_CODES = (
    "exit code: 0 everything was graded, 1 the grader failed on some submission (it says on which), 2 as for run"
)
CHECK_HELP = """\
Is a sheet sound?  Its references are read, its solution has to earn every point, its template none, and of its bank
every wrong submission has to be caught in the item it is wrong in, and every right one accepted.

  python -m grading check divergences
"""
CHECK_CODES = "exit code: 0 it is, 1 it is not (what is wrong is said), 2 a sheet that cannot be read"
TEMPLATE_HELP = """\
Copy what students start from into a new folder (answers.txt, functions.py, the questions), or into a notebook.

  python -m grading template divergences homework-1/
  python -m grading template divergences homework-1.ipynb
"""
PACK_HELP = """\
Build what other systems run:

  python -m grading pack divergences --gradescope build/autograder.zip
  python -m grading pack divergences --otter build/otter --nbgrader build/nbgrader
"""
SHEETS_HELP = "The sheets that come with the project: their items, kinds and points."
COPY_CODES = "exit code: 0, or 2 if a sheet, a folder or an option cannot be used"

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
    parser = _parser("", GRADING_HELP, "")
    parser.add_argument("command", choices=COMMANDS, help="what to do")
    return parser


def run_parser() -> argparse.ArgumentParser:
    """For `python -m grading run SHEET SUBMISSION`."""
    parser = _parser("run", RUN_HELP, RUN_CODES)
    _add_sheet(parser)
    parser.add_argument("submission", metavar="SUBMISSION", help="a folder or a notebook")
    parser.add_argument("--name", default="", help="whose it is (default: the name of the folder)")
    parser.add_argument("--out", metavar="DIR", help="write feedback.md and .html; lecturer/ gets the rest")
    parser.add_argument("--gradescope", metavar="FILE", help="write results.json as Gradescope wants it")
    parser.add_argument("--student", action="store_true", help="print what the student gets to see, not the whole")
    _add_sandbox(parser)
    _add_json(parser)
    return parser


def class_parser() -> argparse.ArgumentParser:
    """For `python -m grading class SHEET FOLDER`."""
    parser = _parser("class", CLASS_HELP, CLASS_CODES)
    _add_sheet(parser)
    parser.add_argument("folder", metavar="FOLDER", help="a folder of submissions")
    parser.add_argument("--out", metavar="DIR", default="build/graded", help="where results go (default: build/graded)")
    parser.add_argument("--jobs", type=_count, default=os.cpu_count() or 1, metavar="N",
                        help="submissions at a time (default: one a core)")  # fmt: skip
    parser.add_argument("--seconds", type=_seconds, default=900.0, metavar="S",
                        help="for one submission; then it is not checked (default: 900)")  # fmt: skip
    _add_sandbox(parser)
    _add_json(parser)
    return parser


def check_parser() -> argparse.ArgumentParser:
    """For `python -m grading check SHEET`."""
    parser = _parser("check", CHECK_HELP, CHECK_CODES)
    _add_sheet(parser)
    _add_sandbox(parser)
    _add_json(parser)
    return parser


def template_parser() -> argparse.ArgumentParser:
    """For `python -m grading template SHEET DIR`."""
    parser = _parser("template", TEMPLATE_HELP, COPY_CODES)
    _add_sheet(parser)
    parser.add_argument("out", metavar="DIR", help="a folder or a notebook (.ipynb) that is not there yet")
    return parser


def pack_parser() -> argparse.ArgumentParser:
    """For `python -m grading pack SHEET`."""
    parser = _parser("pack", PACK_HELP, COPY_CODES)
    _add_sheet(parser)
    parser.add_argument(
        "--gradescope", metavar="ZIP", help="the autograder: setup.sh, run_autograder and what they need"
    )
    parser.add_argument("--otter", metavar="DIR", help="a notebook and tests for otter-grader")
    parser.add_argument("--nbgrader", metavar="DIR", help="a source notebook for nbgrader")
    _add_sandbox(parser)
    return parser


def sheets_parser() -> argparse.ArgumentParser:
    """For `python -m grading sheets`."""
    parser = _parser("sheets", SHEETS_HELP, COPY_CODES)
    _add_json(parser)
    return parser


def derivation_parser() -> argparse.ArgumentParser:
    """For `python -m grading derivation FILE...`."""
    parser = _parser("derivation", DERIVATION_HELP, DERIVATION_CODES)
    parser.add_argument("files", nargs="+", metavar="FILE", help="notes: .tex, .md or .ipynb")
    parser.add_argument("--all", action="store_true", help="every step, not only those that are wrong")
    _add_domain(parser)
    _add_json(parser)
    return parser


def compare_parser() -> argparse.ArgumentParser:
    """For `python -m grading compare LHS RHS`."""
    parser = _parser("compare", COMPARE_HELP, COMPARE_CODES)
    parser.add_argument("sides", nargs="*", metavar="LHS RHS", help="two formulas, each in quotes")
    _add_domain(parser)
    _add_json(parser)
    return parser


def _add_sheet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sheet", metavar="SHEET", help="a folder with a sheet.toml, or a name from `sheets`")


def _add_sandbox(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--allow-weak-sandbox", action="store_true", dest="weak",
                        help="run code although this machine lacks a protection; what is missing is said")  # fmt: skip


def _add_domain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--domain", action="append", default=[], metavar='"t: (0,inf)"',
                        help="where a parameter lives; may be repeated")  # fmt: skip


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="the same as one JSON object")


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 256")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return value


def _parser(command: str, description: str, epilog: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=f"python -m grading {command}".strip(),
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
