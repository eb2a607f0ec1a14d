"""What students write around a formula: `D* = `, `log 4` and `ln2`, a full stop at the end, a unit in brackets.

Each of these is put into the words that theory reads, and only where it can mean one thing.
"""

from __future__ import annotations

import re

_WORD = r"(?<![A-Za-z_\\])(log2|log10|log|ln|exp|sqrt)"
#: Nothing that comes after could belong to the function too: not in `log p/q`.
_END = r"(?=\s*(?:[-+),\]]|$))"
_BARE = re.compile(rf"{_WORD}[ ]+(\d+(?:\.\d+)?|[^\W\d_]\w*(?:\([^\W\d_]\w*\))?){_END}")
_GLUED = re.compile(rf"(?<![A-Za-z_\\])(log|ln)(\d+(?:\.\d+)?)(?![\d(.]){_END}")
#: |t| in plain text, where no bar stands between two laws.
_MODULUS = re.compile(r"\|([^|,]+)\|")
_STOP = re.compile(r"(?<!\\)[\s.;,]+$")
_EQUALS = re.compile(r"(?<![<>:!=])(?:=|≈|≃|\\approx|\\simeq|\\doteq)(?!=)")
_UPPER_POINT = re.compile(r"\(\s*X\s*\)")
_SIGNS = {"−": "-", "²": "^2", "³": "^3", "½": "(1/2)", "·": "*", "×": "*", "∞": "inf"}


def formula(text: str) -> str:
    r"""A formula as theory reads it.

    >>> formula("D*(x) = p/(p + q)."), formula("2*JSD(p,q) - log 4"), formula("ln2 - log p/q")
    ('p/(p + q)', '2*JSD(p,q) - log(4)', 'ln(2) - log p/q')
    """
    for sign, meaning in _SIGNS.items():
        text = text.replace(sign, meaning)
    text = right_side(_STOP.sub("", text.strip()))
    if not re.search(r"(?<![A-Za-z\\])x(?![A-Za-z])", text):
        text = _UPPER_POINT.sub("(x)", text)
    if "\\" in text:
        return text
    if "||" not in text and text.count("|") % 2 == 0:
        text = _MODULUS.sub(r"abs(\1)", text)
    return _GLUED.sub(r"\1(\2)", _BARE.sub(r"\1(\2)", text))


def right_side(text: str) -> str:
    """What stands behind the last sign of equality: in an answer, what stands before it repeats the question.

    >>> right_side("V = -log(4) = -1.386"), right_side("p/(p+q)")
    ('-1.386', 'p/(p+q)')
    """
    return sides(text)[-1]


def sides(text: str) -> list[str]:
    """The sides of an equation, in order; brackets hide what is inside them.

    >>> sides("D*(x) = p/(p+q)")
    ['D*(x)', 'p/(p+q)']
    """
    found, at, depth = [], 0, 0
    for match in re.finditer(rf"[({{\[]|[)}}\]]|{_EQUALS.pattern}", text):
        if match[0] in "({[":
            depth += 1
        elif match[0] in ")}]":
            depth -= 1
        elif depth == 0:
            found.append(text[at : match.start()].strip())
            at = match.end()
    return [*found, text[at:].strip()]
