r"""What no text of a sheet may hold: in double quotes TOML takes `\theta` for a tab and "heta"."""

from __future__ import annotations

import unicodedata
from typing import Any

_CALLED = {"\t": "a tab", "\n": "a line break", "\f": "a form feed", "\b": "a backspace", "\r": "a carriage return"}


def control_in(value: Any, *, lines: bool = False) -> str:
    r"""The first control character in a value and in all that is inside it, in words; "" if there is none.

    lines: whether line breaks are allowed

    >>> control_in(["p", "\theta"]), control_in({"a": "two\nlines"}, lines=True)
    ('a tab', '')
    """
    if isinstance(value, str):
        found = (c for c in value if unicodedata.category(c) == "Cc" and not (lines and c == "\n"))
        return next((_CALLED.get(c, f"U+{ord(c):04X}") for c in found), "")
    inside = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
    return next(filter(None, (control_in(each, lines=lines) for each in inside)), "")


def refusal(key: str, control: str) -> str:
    """What to tell, and the way out."""
    return (
        f"{key} holds a control character ({control}): write LaTeX in single quotes, {key} = '\\theta', "
        "where a backslash is a backslash"
    )
