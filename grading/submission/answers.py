r"""`answers.txt`: an answer a line, `item-id: answer`; a line that is indented goes on with the answer above it.

Nothing has to be quoted or escaped: LaTeX is written as on paper, and a slip spoils one answer and not the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

# behind a known item `=` separates as `:` does; the answer itself may hold both
_ANSWER = re.compile(r"([A-Za-z0-9][\w\-]*)[ \t]*(?::=|:|=(?!=))[ \t]*(.*)")
_WORD = re.compile(r"[A-Za-z0-9][\w\-]*")


def answers_in(text: str, known: Collection[str]) -> tuple[dict[str, str], list[str], dict[str, str]]:
    """The answers by item, what could not be understood, and why by item where one can be told.

    >>> answers_in("# mine\\na: log 2\\nb: p/\\n   (p + q)\\nc 3", ["a", "b", "c"])[:2]
    ({'a': 'log 2', 'b': 'p/ (p + q)'}, ["answers.txt, line 5: 'c 3' is not `item-id: answer`; the items are a, b, c"])
    """
    found: dict[str, str] = {}
    unread: dict[str, str] = {}
    problems = []
    # "" behind a line that was not understood: what is indented below it belongs to it
    last = ""
    begun = False
    for number, line in enumerate(text.split("\n"), start=1):
        where = f"answers.txt, line {number}"
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] in " \t" and begun:
            if last:
                found[last] = f"{found[last]} {line.strip()}".strip()
            continue
        begun = True
        match = _known(line.strip(), known)
        if match is None:
            item, why = _not_an_answer(line, known)
            problems.append(f"{where}: {why}")
            if item:
                unread[item] = problems[-1]
            last = ""
            continue
        last = match[1]
        if found.get(last):
            problems.append(f"{where}: {last} is answered twice; the last answer counts")
        found[last] = match[2].strip()
    return found, problems, {item: why for item, why in unread.items() if not found.get(item)}


def _known(line: str, known: Collection[str]) -> re.Match[str] | None:
    match = _ANSWER.fullmatch(line)
    return match if match and match[1] in known else None


def _not_an_answer(line: str, known: Collection[str]) -> tuple[str, str]:
    """The item that was meant, or "", and what is wrong."""
    match = _ANSWER.fullmatch(line)
    word = _WORD.search(line)
    name = match[1] if match else word[0] if word else ""
    if match or (name.lower() in known and name not in known):
        near = get_close_matches(name.lower()[:80], list(known), n=1)
        if near:
            return near[0], f"there is no item {name[:60]!r}; did you mean {near[0]}?"
    why = f"{line.strip()[:60]!r} is not `item-id: answer`; the items are {', '.join(known)}"
    return name if name in known else "", why
