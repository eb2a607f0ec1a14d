r"""The writer's own commands: `\newcommand{\E}{\mathbb{E}}`, `\DeclareMathOperator{\KL}{KL}`, `\def\pd{p_{data}}`.

They are text that is put in the place of text, a bounded number of times, and nothing else of TeX.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_BEGINS = re.compile(
    r"\\(?P<how>(?:re)?newcommand|providecommand|DeclareMathOperator|def)\*?\s*"
    r"(?:\{\s*\\(?P<braced>[A-Za-z]+)\s*\}|\\(?P<name>[A-Za-z]+))\s*(?:\[(?P<count>[1-9])\])?\s*(?=\{)"
)
ROUNDS, LONGEST = 12, 4000


@dataclass(frozen=True)
class Macro:
    arguments: int
    body: str


def closing(text: str, at: int) -> int:
    """The offset behind the bracket that closes the brace at `at`; -1 if nothing does."""
    depth = 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return -1


def macros(text: str) -> dict[str, Macro]:
    """The commands that a text defines; the last definition of a name holds."""
    found = {}
    for begin in _BEGINS.finditer(text):
        end = closing(text, begin.end())
        if end < 0:
            continue
        body = text[begin.end() + 1 : end - 1]
        if begin["how"] == "DeclareMathOperator":
            body = rf"\mathrm{{{body}}}"
        found[begin["braced"] or begin["name"]] = Macro(int(begin["count"] or 0), body)
    return found


def expanded(text: str, known: Mapping[str, Macro]) -> str:
    r"""The text with the known commands written out.

    >>> expanded(r"\E[x]", {"E": Macro(0, r"\mathbb{E}")})
    '\\mathbb{E}[x]'
    """
    if not known:
        return text
    pattern = re.compile(r"\\(" + "|".join(sorted(known, key=len, reverse=True)) + r")(?![A-Za-z])")
    for _ in range(ROUNDS):
        use = pattern.search(text)
        if use is None or len(text) > LONGEST:
            break
        # one round writes out every use that stands there now; what it brings in waits for the next
        out, at = [], 0
        while use is not None:
            macro, end = known[use[1]], use.end()
            out.append(text[at : use.start()])
            body = macro.body
            for k in range(1, macro.arguments + 1):
                argument, end = _argument(text, end)
                body = body.replace(f"#{k}", argument)
            after = text[end : end + 1]
            out.append(body + (" " if after.isalpha() and body[-1:].isalpha() else ""))
            at = end
            use = pattern.search(text, at)
        text = "".join(out) + text[at:]
    return text


def _argument(text: str, at: int) -> tuple[str, int]:
    while text[at : at + 1].isspace():
        at += 1
    if text[at : at + 1] == "{":
        end = closing(text, at)
        return (text[at + 1 : end - 1], end) if end > 0 else (text[at + 1 :], len(text))
    command = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL).match(text, at)
    return (command[0], command.end()) if command else ("", at)
