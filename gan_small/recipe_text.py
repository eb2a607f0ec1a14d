"""A recipe as TOML, out and in, and its digest: the name under which folders and caches know it.

    from_toml(to_toml(recipe)) == recipe        exactly: floats are written with all the digits that they need

Every setting is written, the ones left at their default too, so a file says what was run after the defaults change.
A file that is read may leave settings out: they have their defaults.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import re
import tomllib
from functools import cache
from typing import Any, NamedTuple

from gan_small.recipe import ADDED, TYPES, NotARecipe, Recipe, known


class Explained(NamedTuple):
    """What stands in the source beside a setting: the heading of its group, and its comment."""

    heading: str
    sentence: str


def to_toml(recipe: Recipe) -> str:
    """All settings in order, each with its comment; headings between the groups."""
    lines, heading = [], ""
    for name, value in recipe.settings().items():
        explained = explanations()[name]
        if explained.heading != heading:
            heading = explained.heading
            lines += ["", f"# {heading}"]
        lines.append(f"{name} = {_written(value)}".ljust(32) + f"  # {explained.sentence}")
    return "\n".join(lines).lstrip("\n") + "\n"


def from_toml(text: str) -> Recipe:
    """The recipe of a text; settings that are left out have their defaults.

    Raises NotARecipe, with the line, for text that is no TOML, an unknown setting (with the nearest that exists), a
    value of the wrong type, nan and infinities, and whatever else no recipe can have.
    """
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotARecipe(f'this is no TOML: {error}; write lines such as  steps = 2000  or  loss = "hinge"') from None
    try:
        return _recipe(given)
    except NotARecipe as wrong:
        for name, value in given.items():  # one at a time, to know which is wrong
            try:
                _recipe({name: value})
            except NotARecipe as refused:
                raise NotARecipe(f"{_place(text, name)}{refused}") from None
        raise wrong from None


def digest(recipe: Recipe) -> str:
    """32 hexadecimal digits that stand for all settings: the first half of SHA-256 over their canonical lines.

    Comments and order of a file do not enter, as a recipe has neither.  A setting that came later (recipe.ADDED) enters
    where it is not at its first default, so a recipe from before it keeps its digest.
    """
    texts = ((name, _written(value)) for name, value in recipe.settings().items())
    lines = (f"{name} = {text}\n" for name, text in texts if name not in ADDED or text != _written(ADDED[name]))
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:32]


@cache
def explanations() -> dict[str, Explained]:
    """Heading and comment of every setting, read from the source of Recipe; empty where there is no source to read."""
    try:
        lines = inspect.getsource(Recipe).splitlines()
    except OSError:
        lines = []
    found, heading = {}, ""
    for line in lines:
        if title := re.fullmatch(r"    # (.+)", line):
            heading = title[1]
        elif (setting := re.match(r"    (\w+): \w+ = [^#]*(?:#\s*(.+))?", line)) and setting[1] in TYPES:
            found[setting[1]] = Explained(heading, setting[2] or "")
    return {name: found.get(name, Explained("", "")) for name in TYPES}


def _recipe(given: dict[str, Any]) -> Recipe:
    for name, value in given.items():
        if isinstance(value, bool) and TYPES[known(name)] is not bool:
            raise NotARecipe(f"{name} is {str(value).lower()}; it must be of type {TYPES[name].__name__}")
    try:
        return Recipe().replace(**given)
    except OverflowError as error:
        raise NotARecipe(f"{', '.join(given)}: a number is larger than any that is meant here") from error


def _written(value: Any) -> str:
    """A value in TOML.  repr of a float is the shortest text that reads back as the same float."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):  # TOML's basic strings are JSON's, but for DEL, which they do not take as it is
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)


def _place(text: str, name: str) -> str:
    """On which line a name is set."""
    key = re.escape(name)
    pattern = re.compile(rf"""\s*\[*\s*(?:"{key}"|'{key}'|{key})\s*[=.\]]""")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)]
    return f"line {lines[0]}: " if lines else ""
