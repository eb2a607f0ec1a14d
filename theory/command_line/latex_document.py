r"""Every statement and proof as one LaTeX document, chapter by chapter.  It needs amsmath and amssymb only."""

from __future__ import annotations

from collections.abc import Sequence

from theory.book import CHAPTER_OF
from theory.command_line.latex_proof import latex_proof
from theory.command_line.one_claim import rows_of
from theory.ledger import line_of, slides_of
from theory.printing.escape import escaped
from theory.printing.prose import prose_latex
from theory.proving.claim import Claim
from theory.proving.measured import in_words, of_claim

_HEAD = r"""\documentclass[10pt]{article}
\usepackage[a4paper,margin=20mm]{geometry}
\usepackage[utf8]{inputenc}
\usepackage{amsmath,amssymb,amsfonts}
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
\begin{document}
\title{GAN theory, checked}
\author{}
\date{}
\maketitle
\tableofcontents
"""


def latex_document(claims: Sequence[Claim]) -> str:
    """All claims, in the order given."""
    blocks, chapter = [_HEAD], ""
    for claim in claims:
        if CHAPTER_OF[claim.id] != chapter:
            chapter = CHAPTER_OF[claim.id]
            blocks.append(rf"\section{{{escaped(chapter.capitalize())}}}")
        blocks.append(_claim(claim))
    return "\n\n".join([*blocks, "\\end{document}\n"])


def _claim(claim: Claim) -> str:
    lines = [rf"\subsection*{{{escaped(claim.id)} \hfill \textnormal{{\small {claim.status}}}}}"]
    if claim.printed:
        lines.append(rf"\emph{{As printed}} ({escaped(str(claim.printed))}): {prose_latex(claim.printed.sentence)}")
        lines.append(rf"\emph{{Read as}}: {prose_latex(claim.says)}")
        lines.append(rf"\emph{{Instead}}: {prose_latex(claim.instead)}")
    else:
        lines.append(prose_latex(claim.says))
    lines += [rf"\emph{{Assumes}}: {prose_latex(text)}" for text in claim.assumes]
    if claim.experiment:
        lines.append(rf"\emph{{Experiment}}: {prose_latex(claim.experiment.shows)}")
    lines += [rf"\emph{{In training}}: {escaped('; '.join(in_words(found)))}" for found in of_claim(claim.id)]
    slides = (
        "; ".join(f"deck {deck}, {heading}" for deck, heading in slides_of(line_of(claim))) if line_of(claim) else ""
    )
    if slides:
        lines.append(rf"{{\small \emph{{Slides}}: {prose_latex(slides)}}}")
    lines.append(rf"{{\small \emph{{Sources}}: {escaped('; '.join(map(str, claim.sources)))}}}")
    if claim.proof:
        lines.append(latex_proof(claim, [rows_of(step) for step in claim.proof]))
    return "\n\n".join(lines)
