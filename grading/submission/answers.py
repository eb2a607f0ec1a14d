r"""`answers.txt`: an answer a line, `item-id: answer`; a line that is indented goes on with the answer above it.

Nothing has to be quoted or escaped: LaTeX is written as on paper, and a slip spoils one answer and not the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

_ANSWER = re.compile(r"([A-Za-z0-9][\w\-]*)[ \t]*:(?!=)[ \t]*(.*)")


def answers_in(text: str, known: Collection[str]) -> tuple[dict[str, str], list[str]]:
    """The answers by item, and what could not be understood.

    >>> answers_in("# mine\\na: log 2\\nb: p/\\n   (p + q)\\nc 3", ["a", "b", "c"])
    ({'a': 'log 2', 'b': 'p/ (p + q)'}, ["answers.txt, line 5: 'c 3' is not `item-id: answer`; the items are a, b, c"])
    """
    found: dict[str, str] = {}
    problems = []
    last = ""
    for number, line in enumerate(text.split("\n"), start=1):
        where = f"answers.txt, line {number}"
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] in " \t":
            if last:
                found[last] = f"{found[last]} {line.strip()}".strip()
            continue
        match = _ANSWER.fullmatch(line)
        if match is None or match[1] not in known:
            problems.append(f"{where}: {_not_an_answer(line, match[1] if match else '', known)}")
            last = ""
            continue
        last = match[1]
        if found.get(last):
            problems.append(f"{where}: {last} is answered twice; the last answer counts")
        found[last] = match[2].strip()
    return found, problems


def _not_an_answer(line: str, name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    if near:
        return f"there is no item {name!r}; did you mean {near[0]}?"
    return f"{line.strip()[:60]!r} is not `item-id: answer`; the items are {', '.join(known)}"
