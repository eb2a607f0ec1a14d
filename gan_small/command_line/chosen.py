"""The recipe that a command line asks for: by name, by target or by file, and changed by flags."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path

from gan_small.command_line.arguments import changes
from gan_small.named import NAMED, on_target
from gan_small.recipe import NotARecipe, Recipe
from gan_small.recipe_text import from_toml, to_toml


def chosen(options: argparse.Namespace) -> tuple[Recipe, bool]:
    """The recipe, and whether its chunk is still to be chosen ("auto").  Raises NotARecipe."""
    wanted = changes(options)
    automatic = wanted.get("chunk") == "auto"
    if automatic:
        del wanted["chunk"]
    file = getattr(options, "file", None)
    base = _from_file(Path(file)) if file is not None else by_name(options.name)
    return base.replace(**wanted), automatic


def by_name(name: str) -> Recipe:
    """The recipe of that name, or that of the target of that name.  Raises NotARecipe for what is neither."""
    if name in NAMED:
        return NAMED[name].recipe
    from gan_small.targets import NAMES, NotATarget, uniforms_wanted

    stem = name.partition("(")[0].strip()
    if stem not in NAMES:
        near = get_close_matches(stem, [*NAMED, *NAMES], n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise NotARecipe(f"no recipe or target is named {stem!r}: {hint}`list` and `targets` name them all")
    try:
        uniforms_wanted(name)
    except NotATarget as refused:  # wrong parameters in brackets
        raise NotARecipe(str(refused)) from None
    return on_target(name)


def show_recipe(options: argparse.Namespace) -> int:
    """Print it as TOML."""
    recipe, automatic = chosen(options)
    if automatic:
        raise NotARecipe("--chunk auto is settled when a run starts, by the memory that is free then; give a number")
    sys.stdout.write(to_toml(recipe))
    return 0


def _from_file(file: Path) -> Recipe:
    try:
        return from_toml(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise NotARecipe(f"{file} cannot be read as a recipe: {error}") from None
    except NotARecipe as wrong:
        raise NotARecipe(f"{file}: {wrong}") from None
