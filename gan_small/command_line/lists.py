"""`python -m gan_small list`, `targets`, `objectives`: names, each with a sentence."""

from __future__ import annotations

import argparse
import json

from theory.command_line.terminal import plain_columns


def show_list(command: str, options: argparse.Namespace) -> int:
    """Print one of the lists."""
    rows = {"list": recipes, "targets": targets, "objectives": objectives}[command]()
    if options.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        print("\n".join(plain_columns(list(rows.items()))))
    return 0


def recipes() -> dict[str, str]:
    """Named recipes and experiments, and what they show.  Nothing heavy is loaded."""
    from gan_small.experiments.listed import LISTED
    from gan_small.named import NAMED

    return {name: of.sentence for name, of in {**NAMED, **LISTED}.items()}


def targets() -> dict[str, str]:
    """Targets by name, with their parameters."""
    from gan_small.targets import NAMES

    return dict(NAMES)


def objectives() -> dict[str, str]:
    """Losses by name, with the sentence that their class begins with."""
    from gan_small.objectives import NAMES, objective

    return {name: (type(objective(name)).__doc__ or "").strip().partition("\n")[0] for name in NAMES}
