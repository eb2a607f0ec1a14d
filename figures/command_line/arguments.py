"""The options, and the help that `--help` prints."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Collection

from figures.stage.colours import THEMES
from figures.stage.style import SIZES
from figures.stage.write import FORMATS

OUT = "build/figures"
HELP = """\
The figures of the lecture: each is computed, asserts what it shows, and is written only if that holds.

  python -m figures                          the list: each figure with the question that it answers
  python -m figures parallel-lines           one of them, as PDF, SVG and PNG, into build/figures
  python -m figures all --size slide,handout --theme light,dark --animate --jobs 2
  python -m figures --deck 003               the figures of a deck
  python -m figures theta-lines-w            every figure that shows a claim of the ledger
  python -m figures all --ledger             and the ledger's page beside the gallery, each leading to the other
  python -m figures check build/figures      is a folder as it was made?

Beside the pictures lie index.html, the gallery, and manifest.json: what each figure asserts, with values, what was
trained for it, and checksums.  Two runs on one machine give the same bytes.  Training runs are kept in
~/.cache/gan-figures (GAN_FIGURES_CACHE names another folder), so that a second run takes seconds.
"""
CODES = """\
exit code: 0; 1 if a figure does not show what it says, or a folder is not as it was made; 2 with a message that says
           what to change; 130 when it was interrupted
"""


def making_parser() -> argparse.ArgumentParser:
    """For `python -m figures [NAME ...]`."""
    parser = argparse.ArgumentParser(
        "python -m figures", description=HELP, epilog=CODES, formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )  # fmt: skip
    parser.add_argument("names", nargs="*", metavar="NAME", help="figures (see the list), ids of claims, or all")
    parser.add_argument("--deck", metavar="NUMBER", help="the figures of a deck, 000 to 004")
    parser.add_argument("--out", metavar="DIR", default=OUT, help=f"the folder to write into ({OUT})")
    parser.add_argument("--format", metavar="LIST", type=_among(FORMATS), default=list(FORMATS), dest="formats",
                        help=f"some of {','.join(FORMATS)} (all)")  # fmt: skip
    parser.add_argument("--size", metavar="LIST", type=_among(SIZES), default=["slide"], dest="sizes",
                        help=f"some of {','.join(SIZES)} (slide)")  # fmt: skip
    parser.add_argument("--theme", metavar="LIST", type=_among(THEMES), default=["light"], dest="themes",
                        help=f"some of {','.join(THEMES)} (light)")  # fmt: skip
    parser.add_argument("--animate", action="store_true", help="a GIF too, of figures where motion is the point")
    parser.add_argument("--jobs", metavar="N", type=_at_least_one, default=_cores(), help="processes (one a core)")
    parser.add_argument("--ledger", action="store_true", help="write the ledger's page into DIR/ledger too (some 20 s)")
    parser.add_argument("--list", action="store_true", dest="only_list", help="show the chosen figures, make none")
    parser.add_argument("--json", action="store_true", help="the list, or the manifest's entries, as one JSON object")
    parser.add_argument("--quiet", action="store_true", help="no progress on standard error")
    return parser


def check_parser() -> argparse.ArgumentParser:
    """For `python -m figures check DIR`."""
    parser = argparse.ArgumentParser(
        "python -m figures check", allow_abbrev=False,
        description="Is every picture in a folder the one that its manifest says, and is none missing or beside it?",
    )  # fmt: skip
    parser.add_argument("folder", nargs="?", default=OUT, metavar="DIR", help=f"({OUT})")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    return parser


def _among(known: Collection[str]) -> Callable[[str], list[str]]:
    """A reader of a list with commas whose members are known."""

    def read(text: str) -> list[str]:
        found = list(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))
        unknown = [each for each in found if each not in known]
        if unknown or not found:
            raise argparse.ArgumentTypeError(f"{text!r}: give one or more of {', '.join(known)}, with commas between")
        return found

    return read


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r}: a number of processes is 1, 2, 3, ...")
    return int(text)


def _cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
