"""Which of the things is wanted: a list, a recipe, a run, verdicts, or an experiment.

Only a run, its verdicts and the lists of targets and objectives load torch, which takes seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from gan_small.command_line import arguments
from gan_small.experiments.listed import LISTED
from gan_small.recipe import NotARecipe


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        match given[:1]:
            case ["list" | "targets" | "objectives" as command]:
                from gan_small.command_line.lists import show_list

                return show_list(command, arguments.list_parser(command).parse_args(given[1:]))
            case ["recipe"]:
                from gan_small.command_line.chosen import show_recipe

                return show_recipe(arguments.recipe_parser().parse_args(given[1:]))
            case ["certify"]:
                from gan_small.command_line.running import certify_again

                return certify_again(arguments.certify_parser().parse_args(given[1:]))
            case ["study"]:
                from gan_small.command_line.study import run_study

                return run_study(arguments.study_parser().parse_args(given[1:]))
            case ["experiment"]:
                return _experiment(given[1:])
            case [name, *_] if name in LISTED:
                return _experiment(given)
            case _:
                return _run(given)
    except NotARecipe as wrong:
        return refused(wrong)


def refused(wrong: Exception) -> int:
    """The message of an error, for whoever can change something, and the exit code."""
    print(f"error: {wrong}", file=sys.stderr)
    return 2


def _experiment(given: list[str]) -> int:
    from gan_small.command_line.experiment import run_experiments

    return run_experiments(arguments.experiment_parser().parse_args(given))


def _run(given: list[str]) -> int:
    parser = arguments.run_parser()
    options = parser.parse_args(given)
    ways = {"a name": options.name, "--recipe": options.file, "--resume": options.resume}
    chosen = [way for way, value in ways.items() if value is not None]
    if len(chosen) != 1:
        wanted = "the name of a recipe or target, such as gauss, or --recipe FILE, or --resume DIR"
        parser.error(f"{' and '.join(chosen)}: give only one of {wanted}" if chosen else f"give {wanted}")
    changed = [arguments.flag(name) for name in arguments.changes(options)]
    if options.resume and (changed or options.out):
        parser.error(f"{(changed or ['--out'])[0]} belongs to a new run; a resumed one keeps its recipe and its folder")
    if options.tensorboard and not (options.out or options.resume):
        parser.error("--tensorboard writes into the run's folder: give --out DIR")
    from gan_small.command_line.running import run_and_show

    return run_and_show(options)
