r"""A chain of expressions as an `align*` block that fits on a page.

    \mathrm{KL}(p\,\|\,q) &= \int p\log\frac{p}{q}\,dx && \text{definition} \\
    &\ge 0 && \text{Jensen: log is concave}

What is too wide for one row is broken before a plus or minus outside all brackets; if the reasons do not all fit beside
their formulas, they stand below them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import wrap

from theory.printing.escape import escaped
from theory.printing.latex import latex
from theory.terms.expr import Expr

#: Glyphs that fit on an A4 page with margins of 20 mm at 10 pt.
PAGE = 84
_RELATIONS = {
    "=": "=", "==": "=", "<=": r"\le", ">=": r"\ge", "<": "<", ">": ">", "!=": r"\ne", "≤": r"\le", "≥": r"\ge",
    "≠": r"\ne",
}  # fmt: skip


def align(lines: Sequence[tuple[Expr, str, str]]) -> str:
    r"""Each line is (expression, its relation to the line before, the reason).

    The first line opens the chain: its relation is not written.
    """
    (start, _, reason), *rest = lines
    first = latex(start)
    alone = reason or not rest or glyphs(first) + glyphs(latex(rest[0][0])) > PAGE
    rows = [(f"{first} &" if glyphs(first) <= PAGE // 2 else f"&{first}", reason)] if alone else []
    head = "" if alone else first + " "
    for e, relation, why in rest:
        rows.append((f"{head}&{_RELATIONS.get(relation, relation)} {latex(e)}", why))
        head = ""
    beside = max(glyphs(row) for row, _ in rows) + max(len(why) for _, why in rows) <= PAGE
    laid = [line for row, why in rows for line in _laid(row, why, beside=beside)]
    return "\\begin{align*}\n  " + " \\\\\n  ".join(laid) + "\n\\end{align*}"


def glyphs(text: str) -> int:
    """About how wide a formula is: letters, digits and signs; of a fraction the wider half."""
    text = re.sub(r"\\(?:left|right|,|;|!|mathrm|mathbb|operatorname|text|\|)", "", text)
    fraction = re.compile(r"\\t?frac\{([^{}]*)\}\{([^{}]*)\}")
    while fraction.search(text):
        text = fraction.sub(lambda m: max(m[1], m[2], key=glyphs), text)
    return len(re.sub(r"\\[a-zA-Z]+", "x", re.sub(r"[{}\s&^_]", "", text)))


def _laid(row: str, reason: str, *, beside: bool) -> list[str]:
    """The row, broken if need be, with its reason beside it or below."""
    if beside:
        return [rf"{row} && \text{{{escaped(reason)}}}" if reason else row]
    pieces = broken(row) if glyphs(row) > PAGE else [row]
    return pieces + [rf"&\quad\text{{\small {escaped(part)}}}" for part in wrap(reason, PAGE + 10)]


def broken(row: str) -> list[str]:
    """Parts of at most about PAGE glyphs, each after the first beginning with a plus or minus outside all brackets."""
    parts, depth, begin, last = [], 0, 0, 0
    for token in re.finditer(r"\\left.|\\right.|\\[{}]|[(){}\[\]]| [+-] ", row):
        if token[0].startswith(" "):
            if depth == 0 and glyphs(row[begin : token.start()]) > PAGE and last > begin:
                parts.append(row[begin:last])
                begin = last
            last = token.start() if depth == 0 else last
        elif not token[0].startswith((r"\{", r"\}")):
            depth += 1 if token[0].startswith((r"\left", "(", "{", "[")) else -1
    if glyphs(row[begin:]) > PAGE and last > begin:
        parts.append(row[begin:last])
        begin = last
    parts.append(row[begin:])
    return [part if k == 0 else rf"&\qquad{part}" for k, part in enumerate(parts)]
