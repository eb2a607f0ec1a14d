r"""A proof in LaTeX: for each step a sentence and an `align*` block with its reasons.  It needs amsmath only.

\usepackage{amsmath}
"""

from __future__ import annotations

from collections.abc import Sequence

from theory.printing.prose import prose_latex
from theory.printing.rows import align
from theory.proving.claim import Claim
from theory.proving.step import Shown

#: Relations of a proof that are words, as they stand between formulas.
_WORDS = {
    "/=": "!=",
    "d/dtheta": r"\frac{d}{d\theta}\colon\quad",
}


_SIGNS = {"<=": r"\le", ">=": r"\ge", "/=": r"\ne"}


def latex_proof(claim: Claim, lines: Sequence[Sequence[Shown]]) -> str:
    """All steps of a claim, to be pasted into a document; `lines` are the lines of each step."""
    blocks = [f"% {claim.id} ({claim.status})"]
    for number, (step, rows) in enumerate(zip(claim.proof, lines, strict=True), start=1):
        blocks.append(f"\\noindent\\textbf{{{number}.}} {prose_latex(step.about)}\n{_block(rows)}")
    if not claim.proof:
        blocks.append("% cited, not proved here: it has no lines")
    return "\n\n".join(blocks)


def _block(rows: Sequence[Shown]) -> str:
    """Formulas as an align* block; lines in words, such as the input and the answer of a program, stand below it."""
    formulas = [(row.expr, _relation(row.relation), row.reason) for row in rows if row.expr is not None]
    words = [f"  {_in_words(row.relation)}{prose_latex(row.reason)}" for row in rows if row.expr is None]
    blocks = [align(formulas)] if formulas else []
    if words:
        blocks.append("\\begin{quote}\n" + " \\\\\n".join(words) + "\n\\end{quote}")
    return "\n".join(blocks) or "% its lines cannot be read"


def _in_words(relation: str) -> str:
    return "" if not relation else f"{relation}: " if relation.isalpha() else f"${_SIGNS.get(relation, relation)}$ "


def _relation(word: str) -> str:
    if word in _WORDS:
        return _WORDS[word]
    if word.startswith("d/d"):
        return rf"\frac{{d}}{{d{word[3:]}}}\colon\quad"
    return rf"\text{{{word}: }}" if word[:1].isalpha() else word
