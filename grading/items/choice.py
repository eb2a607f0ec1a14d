"""The letters of the options that hold: all of them, and no other."""

from __future__ import annotations

import re
from collections.abc import Collection

from grading.assignment.items import ChoiceItem
from grading.items.words import nothing_in
from grading.results import UNANSWERED, Answer, Correct, Incorrect, NotChecked

ONE_MISSING, ONE_TOO_MANY, OTHERS = "one missing", "one too many", "other options"
MISTAKES = {UNANSWERED, "too long", ONE_MISSING, ONE_TOO_MANY, OTHERS}
_BETWEEN = re.compile(r"[\s,;:&+/()\[\]{}.\-•*]+|\b(?:and|options?|answers?|letters?)\b", re.IGNORECASE)


def judge(item: ChoiceItem, text: str | None) -> Answer:
    """`a, c`, `(a) (c)`, `ac` or `a and c`; a hint is given for an option that was chosen and does not hold."""
    nothing = nothing_in(text)
    if nothing is not None or text is None:
        return nothing or NotChecked("nothing was answered")
    known = {letter.lower(): letter for letter in item.options}
    written = _letters(text, known)
    if not all(word.lower() in known for word in written):
        other = next(word for word in written if word.lower() not in known)
        return NotChecked(f"cannot be read: {other!r} is none of the options {', '.join(item.options)}; write letters")
    chosen = {known[word.lower()] for word in written}
    if chosen == item.right:
        return Correct("the options that hold, and no other")
    wrong, missing = sorted(chosen - item.right), item.right - chosen
    # one hint at a time: whoever chose everything would be told the answer
    hints = [f"{letter}: {item.hints[letter]}" for letter in wrong if letter in item.hints][:1]
    if len(wrong) + len(missing) > 1:
        mistake = OTHERS
    else:
        mistake = ONE_TOO_MANY if wrong else ONE_MISSING
    how_many = "" if len(item.right) == 1 else "; several may hold"
    return Incorrect(f"chosen: {', '.join(sorted(chosen))}{how_many}", None, "; ".join(hints), mistake)


def _letters(text: str, known: Collection[str]) -> list[str]:
    """The options that are named; `ac` is a and c where no option is called that."""
    words = [word for word in _BETWEEN.split(text) if word]
    if len(words) == 1 and words[0].lower() not in known and all(letter.lower() in known for letter in words[0]):
        return list(words[0])
    return words
