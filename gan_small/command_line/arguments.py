"""The options, and the help that `--help` prints.  A flag for every setting of a recipe is made from the recipe."""

from __future__ import annotations

import argparse
from typing import Any

from gan_small.named import DEFAULT
from gan_small.recipe import TYPES
from gan_small.recipe_text import explanations

HELP = """\
Ensembles of small GANs: trained side by side, judged by a certificate, with a verdict for every member.

  python -m gan_small gauss                                 64 random Gaussians, trained and judged; nothing is written
  python -m gan_small gauss --members 64 --loss ns --r1 0.1 --steps 5000 --device auto --seed 0 --out DIR
  python -m gan_small --resume DIR                          after a crash, kill -9 or Ctrl-C: to the same bits
  python -m gan_small certify DIR                           judge a finished run again
  python -m gan_small "gauss(1, 0.5)" --members 8 --json    one law for all members; one JSON object
  python -m gan_small --recipe FILE.toml                    a recipe from a file; flags change settings of it

  python -m gan_small list                                  recipes and experiments, each with its sentence
  python -m gan_small targets                               laws to learn
  python -m gan_small objectives                            losses, for --loss
  python -m gan_small recipe NAME                           a whole recipe as TOML, for --recipe
  python -m gan_small experiment                            sentences about training, and what is on record of each
  python -m gan_small experiment NAME                       measure one anew; NAME alone does it too
  python -m gan_small study                                 success rates of all losses with all penalties (an hour)

The first word is the name of a recipe, or of a target, which is then learnt with the default recipe.  Flags change
single settings; the defaults below are those of the recipe `default`, a recipe with another name has its own.
"""
CODES = """\
exit code: 0 when the run came to its end, whatever the verdicts; 2 with a message that says what to change;
           130 when it was interrupted
"""
COMMANDS = {
    "list": "recipes and experiments by name, each with the sentence that it tests",
    "targets": "the laws that can be learnt, by name",
    "objectives": "the losses, by name",
    "recipe": "a whole recipe as TOML",
    "certify": "judge a finished run in its folder again",
}


def run_parser() -> argparse.ArgumentParser:
    """For `python -m gan_small NAME ...`."""
    parser = _parser("python -m gan_small", HELP, CODES)
    parser.usage = "python -m gan_small NAME [--SETTING VALUE ...] [--out DIR] [--json | --quiet]"
    parser.add_argument("name", nargs="?", metavar="NAME", help="a recipe (see list) or a target (see targets)")
    parser.add_argument("--recipe", metavar="FILE", dest="file", help="a recipe in TOML, in place of a name")
    parser.add_argument("--out", metavar="DIR", help="keep recipe, log, checkpoint and verdicts in this folder")
    parser.add_argument("--resume", metavar="DIR", help="go on with the run in this folder, by its own recipe")
    parser.add_argument("--tensorboard", action="store_true", help="write scalars into DIR/tensorboard too")
    _add_printing(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress on standard error")
    _add_settings(parser)
    return parser


def recipe_parser() -> argparse.ArgumentParser:
    """For `python -m gan_small recipe NAME`."""
    parser = _parser("python -m gan_small recipe", "A whole recipe as TOML, with what each setting means.", "")
    parser.add_argument("name", metavar="NAME", help="a recipe or a target")
    _add_settings(parser)
    return parser


def certify_parser() -> argparse.ArgumentParser:
    """For `python -m gan_small certify DIR`."""
    parser = _parser("python -m gan_small certify", "Judge a finished run again, and write its verdicts.json anew.", "")
    parser.add_argument("folder", metavar="DIR", help="the folder of the run")
    _add_printing(parser)
    return parser


def study_parser() -> argparse.ArgumentParser:
    """For `python -m gan_small study`."""
    parser = _parser("python -m gan_small study", "Success rates of losses with penalties, as a table in Markdown.", "")
    parser.add_argument("--members", type=int, default=256, metavar="N", help="in each cell (256)")
    parser.add_argument("--steps", type=int, default=2000, metavar="N", help="of each run (2000)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of every cell (0)")
    parser.add_argument("--losses", nargs="+", metavar="NAME", help="as --loss takes them (all)")
    parser.add_argument("--penalties", nargs="+", metavar="NAME", help="none, R1, R2, ... (all)")
    parser.add_argument("--out", metavar="FILE", help="keep the cells here, and go on from what it holds")
    _add_printing(parser)
    return parser


def experiment_parser() -> argparse.ArgumentParser:
    """For `python -m gan_small experiment NAME ...`."""
    says = "Measure sentences about training; without a name, show what is on record of all of them."
    parser = _parser("python -m gan_small experiment", says, "")
    parser.add_argument("names", nargs="*", metavar="NAME", help="experiments (see list), or all")
    parser.add_argument("--full", action="store_true", help="at full size, in place of the quick one that tests use")
    parser.add_argument("--control", action="store_true", help="the same measurement where the sentence cannot hold")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the only source of randomness (0)")
    parser.add_argument("--out", metavar="DIR", help="write NAME.json there, and pictures where there are any")
    parser.add_argument("--record", action="store_true", help="keep the finding where the ledger reads it")
    _add_printing(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress on standard error")
    return parser


def list_parser(command: str) -> argparse.ArgumentParser:
    """For `python -m gan_small list`, and the other lists."""
    parser = _parser(f"python -m gan_small {command}", COMMANDS[command].capitalize() + ".", "")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    return parser


def changes(options: argparse.Namespace) -> dict[str, Any]:
    """The settings that were given by flags; `chunk` may be "auto"."""
    return {name: value for name, value in vars(options).items() if name in TYPES}


def flag(name: str) -> str:
    """The flag of a setting.

    >>> flag("rate_d")
    '--rate-d'
    """
    return "--" + name.replace("_", "-")


def _add_printing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object at the end, and nothing else")


def _add_settings(parser: argparse.ArgumentParser) -> None:
    groups: dict[str, Any] = {}
    for name, kind in TYPES.items():
        heading, sentence = explanations()[name]
        if heading not in groups:
            groups[heading] = parser.add_argument_group(heading or "settings")
        default = getattr(DEFAULT, name)
        says = f"{sentence} (default {str(default).lower() if kind is bool else default})".replace("%", "%%")
        if kind is bool:
            groups[heading].add_argument(flag(name), action=argparse.BooleanOptionalAction, default=argparse.SUPPRESS,
                                         help=says)  # fmt: skip
        elif name == "chunk":
            groups[heading].add_argument("--chunk", type=_chunk, default=argparse.SUPPRESS, metavar="auto|N",
                                         help=f"{says}; auto: as many as half of the free memory takes")  # fmt: skip
        else:
            groups[heading].add_argument(flag(name), type=_READ[kind], default=argparse.SUPPRESS,
                                         metavar=_METAVAR[kind], help=says)  # fmt: skip


def _number(text: str) -> int | float:
    """A whole number as int, however long, and any other as float; which of them a setting takes, Recipe knows."""
    try:
        return int(text)
    except ValueError:
        return float(text)


def _chunk(text: str) -> int | float | str:
    return text if text == "auto" else _number(text)


_number.__name__ = "number"  # argparse says: invalid number value
_chunk.__name__ = "chunk"
_READ = {int: _number, float: _number, str: str}
_METAVAR = {int: "N", float: "X", str: "NAME"}


def _parser(prog: str, description: str, epilog: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=prog,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
