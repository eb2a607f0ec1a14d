r"""What stands around a formula in LaTeX and is no part of it; it is blanked out, so that positions stay what they are.

`$...$`, `\[...\]`, an `align`, comments, a final comma or full stop, an equation number set apart by `\quad`, the unit
`\text{ nats}`, and a condition such as `\quad\text{for } q>0`.  A definition, `\text{where } m = \ldots`, could change
what the formula says: it is refused.
"""

from __future__ import annotations

import re

from theory.reading.errors import ReadingError

_WRAPPERS = (("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)"))
_LAYOUTS = "align|aligned|equation|split|gather|gathered|multline|eqnarray"
_ENVIRONMENT = re.compile(rf"\s*\\begin\s*\{{((?:{_LAYOUTS})\*?)\}}(.*)\\end\s*\{{\1\}}\s*", re.DOTALL)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_WIDE = r"\\(?:qquad|quad|hfill|hspace\*?\s*\{[^{}]*\})"
_NUMBER = re.compile(_WIDE + r"\s*(?:\\text(?:rm|normal)?\s*\{\s*)?\(\s*\d+(?:\.\d+)*[a-z]?\s*\)\s*\}?$")
_UNIT = re.compile(r"\\(?:text|mathrm|textrm)\s*\{\s*~?nats?\s*\}$")
_REMARK = re.compile(r"\\(?:text|textrm|mbox)\s*\{[\s,;]*(?:for|where|if|with)\b")
_CASES = re.compile(r"otherwise|else|probab")
_SPACE = re.compile(rf"(?:{_WIDE}|\\[,;:!])$")
_ENDINGS = (_NUMBER, _UNIT, _SPACE)


def without_surroundings(text: str) -> str:
    """The formula alone, at the place where it stood."""
    given, text = text, _COMMENT.sub(lambda found: " " * len(found.group()), text)
    remark = _REMARK.search(text)
    if remark is not None:
        rest = text[remark.end() :]
        if "\\text" in rest or "\\\\" in rest or _CASES.search(rest):
            raise ReadingError(
                given, remark.start(), "a formula by cases is not read", "max, min or |...|, or one case"
            )
        if "=" in re.sub(r"[<>!]=", "", rest):
            raise ReadingError(
                given, remark.start(), "a definition beside the formula is not read", "it put in its place"
            )
        if not text[: remark.start()].strip():
            raise ReadingError(given, remark.start(), "a condition without a formula", "a formula before it")
        text = text[: remark.start()] + " " * (len(text) - remark.start())
    start, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    environment = _ENVIRONMENT.fullmatch(text)
    if environment is not None:
        start, stop = environment.span(2)
    for _ in range(4):
        stop = _trimmed(text, start, stop)
        for left, right in _WRAPPERS:
            if text.startswith(left, start) and text.endswith(right, start + len(left), stop):
                start, stop = start + len(left), stop - len(right)
                break
        else:
            break
    return " " * start + text[start:stop] + " " * (len(text) - stop)


def _trimmed(text: str, start: int, stop: int) -> int:
    """Where the formula ends: before punctuation, an equation number, a unit."""
    while stop > start:
        if text[stop - 1].isspace() or (text[stop - 1] in ".,;" and text[stop - 2] != "\\"):
            stop -= 1
        else:
            tail = max(start, stop - 60)
            found = next((m for p in _ENDINGS if (m := p.search(text[:stop], tail))), None)
            # a number alone is a formula, not the number of one
            if found is None or not text[start : found.start()].strip():
                break
            stop = found.start()
    return stop
