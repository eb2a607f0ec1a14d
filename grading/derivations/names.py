r"""Names that the writer gives: `C(G)`, `L_D`, `J^{(G)}(\theta)`, `\hat{y}`.

Only how such a left side looks is asked here; whether theory knows the name is asked in `steps`.
"""

from __future__ import annotations

import re

from theory.reading.words import FUNCTIONAL_WORDS, GREEK

_FONTS = ("mathcal mathbb mathrm mathbf mathit mathsf mathscr mathfrak boldsymbol bm operatorname text textrm textbf "
          "hat tilde bar widehat widetilde overline vec dot ell nabla")  # fmt: skip
_BASE = re.compile(
    rf"\\(?:{_FONTS.replace(' ', '|')})\*?\s*(?:\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}}|[A-Za-z](?![A-Za-z])|\\[A-Za-z]+)?"
    rf"|\\(?:{'|'.join(sorted(GREEK, key=len, reverse=True))})(?![A-Za-z])|[^\W\d_]"
)
_SCRIPT = re.compile(r"\s*[_^]\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+(?:\s*\{[^{}]*\})?|[\w*+])|\s*'+")
_POWER = re.compile(r"\s*\^\s*(?:\d|\{\s*-?\d+\s*\})")
_OPENING = re.compile(r"\s*(?:\\left|\\[bB]igg?l?)?\s*\(")
#: An argument is a list of names and conditions; a formula with signs is none.
_ARGUMENT = re.compile(r"(?:[\w\s,;:|.*'^]|\\(?!frac|log|int|sum|cdot|times)[A-Za-z]+|\\[|,; ]|[{}()])*")
_ARITHMETIC = re.compile(r"(?<![_^{])[-+=/](?![*)}])|\d\s*[A-Za-z(]")
_NOT_NAMES = {"E", "P", "Pr", "KL", "JSD", "JS", "TV", "CE", "BC", "Var", "log", "exp", "max", "min", "sup", "inf"}


def name_of(side: str) -> str | None:
    r"""How the name is known, if the side is one name, applied to arguments or not.

    >>> name_of(r"J^{(G)}(\theta )"), name_of(r"2 L"), name_of("L_{D}"), name_of("L_D")
    ('J^(G)(\\theta)', None, 'L_D', 'L_D')
    """
    base = _BASE.match(side)
    if base is None or base[0].startswith("\\nabla") or (base[0].isalpha() and base[0].isascii() and base[0] == "E"):
        return None
    at = base.end()
    while script := _SCRIPT.match(side, at):
        if _POWER.fullmatch(script[0]):
            return None
        at = script.end()
    word = re.sub(r"\\[A-Za-z]+\*?|[{}\s]", "", base[0])
    if word in _NOT_NAMES or (len(word) > 1 and word in FUNCTIONAL_WORDS):
        return None
    head, arguments = side[:at], side[at:].strip()
    if arguments:
        opening = _OPENING.match(arguments)
        inner = re.sub(r"\\right|\\[bB]igg?r?(?=\))", "", arguments[opening.end() :]) if opening else ""
        if not inner.endswith(")") or not _closes_last(inner):
            return None
        if not _ARGUMENT.fullmatch(inner[:-1]) or _ARITHMETIC.search(inner[:-1]):
            return None
        head += "(" + inner
    return re.sub(
        r"[{}\s]|\\(?:left|right|[,;:! ])", "", re.sub(r"\\(?:mathrm|text|textrm|mathit)(?![A-Za-z])", "", head)
    )


def _closes_last(inner: str) -> bool:
    """Whether the bracket that is open before `inner` is closed by its last character and not before."""
    depth = 1
    for k, c in enumerate(inner):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return k == len(inner) - 1
    return False
