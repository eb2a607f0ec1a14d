r"""A proof in LaTeX: for each step a sentence and an `align*` block with its reasons.  It needs amsmath only.

    \usepackage{amsmath}
"""

from __future__ import annotations

from theory.printing.escape import escaped
from theory.printing.latex import align
from theory.proving.claim import Claim
from theory.proving.step import Shown, Step

#: Relations of a proof that are words, as they stand between formulas.
_WORDS = {
    "/=": "!=",
    "d/dtheta": r"\frac{d}{d\theta}\colon\quad",
}


def latex_proof(claim: Claim) -> str:
    """All steps of a claim, to be pasted into a document."""
    blocks = [f"% {claim.id} ({claim.status})"]
    blocks += [
        f"\\noindent\\textbf{{{number}.}} {escaped(step.about)}\n{_block(step)}"
        for number, step in enumerate(claim.proof, start=1)
    ]
    if not claim.proof:
        blocks.append("% cited, not proved here: it has no lines")
    return "\n\n".join(blocks)


def _block(step: Step) -> str:
    rows = step.shown()
    text = align([(row.expr, _relation(row.relation), row.reason) for row in rows if row.expr is not None])
    decimals = [f"&{row.relation} \\text{{{escaped(row.reason)}}}" for row in rows if row.expr is None]
    return text.replace("\n\\end{align*}", "".join(f" \\\\\n  {d}" for d in decimals) + "\n\\end{align*}")


def _relation(word: str) -> str:
    if word in _WORDS:
        return _WORDS[word]
    if word.startswith("d/d"):
        return rf"\frac{{d}}{{d{word[3:]}}}\colon\quad"
    return rf"\text{{{word}: }}" if word.isalpha() else word


__all__ = ["Shown", "latex_proof"]
