r"""Sentences with formulas between dollar signs, for a terminal, a page and a document.

    The gap is $\mathrm{KL}(q\,\|\,p)$.      terminal  The gap is KL(q ‖ p).
                                             page      The gap is <math>...</math>.
                                             document  The gap is $\mathrm{KL}(q\,\|\,p)$.

The formulas here are part of a sentence and are not read by the project's grammar; proofs are written as expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape

from theory.printing.escape import escaped

_THIN = '<mspace width="0.167em" />'
_FUNCTIONS = "log|ln|exp|max|min|sup|inf|arg|det|sinh|sin|cosh|cos|tanh|tan"
_NAMES = _FUNCTIONS + "|nabla"
#: Characters of LaTeX that fit on the narrowest screen.
WIDE = 40
_SMALL = {("1", "2"): "½", ("1", "4"): "¼", ("3", "4"): "¾"}


class ProseError(ValueError):
    """A sentence whose dollar signs do not pair."""


def parts(text: str) -> Iterator[tuple[bool, str]]:
    """(is it a formula, the text) in order.

    >>> list(parts("so $a$ is"))
    [(False, 'so '), (True, 'a'), (False, ' is')]
    """
    pieces = text.split("$")
    if len(pieces) % 2 == 0:
        raise ProseError(f"an odd number of dollar signs in {text!r}; write each formula as $...$")
    for k, piece in enumerate(pieces):
        if piece:
            yield k % 2 == 1, piece


def prose_latex(text: str) -> str:
    """For a LaTeX document: the words are escaped, the formulas stand as they are."""
    return "".join(f"${piece}$" if formula else escaped(piece) for formula, piece in parts(text))


def prose_html(text: str) -> str:
    """For a page: the words are escaped, the formulas are MathML."""
    return "".join(_inline(piece) if formula else escape(piece, quote=False) for formula, piece in parts(text))


def _inline(formula: str) -> str:
    """A formula that may be wider than a telephone gets a box that scrolls; browsers do not break formulas."""
    return f'<span class="wide">{mathml(formula)}</span>' if len(formula) > WIDE else mathml(formula)


def prose_text(text: str) -> str:
    """For a terminal: formulas in Unicode, on one line."""
    return "".join(_unicode(piece) if formula else piece for formula, piece in parts(text))


@cache
def mathml(formula: str, *, block: bool = False) -> str:
    r"""A LaTeX formula as MathML.

    >>> mathml("p")
    '<math><mrow><mi>p</mi></mrow></math>'
    """
    from latex2mathml.converter import convert

    text = convert(formula.strip(), display="block" if block else "inline")
    opening = '<math display="block">' if block else "<math>"
    return _spaced(re.sub(r"^<math[^>]*>", opening, text))


def _spaced(text: str) -> str:
    """`log 2`, not `log2`: a thin space around the name of a function, which the converter leaves out."""
    name = rf"(?<!<msub>)(?<!<msup>)(?<!<munder>)<mi>({_NAMES})</mi>"
    after = r"(?!<mo[^>]*>(?:&#x00028;|\(|&#x0005B;|\[))"
    text = re.sub(rf"{name}{after}", r"<mi>\1</mi>" + _THIN, text)
    return re.sub(rf"(?<=</mi>|</mn>|</mo>|mrow>|frac>|msup>|msub>){name}", rf"{_THIN}<mi>\1</mi>", text)


@cache
def _unicode(formula: str) -> str:
    text = _converter().latex_to_text(_grouped(formula)).strip()
    return re.sub(r"\s*(:=|[≤≥≠≪≫→←∈∼=<>±])\s*", r" \1 ", re.sub(r"\s+", " ", text)).strip()


def _grouped(formula: str) -> str:
    """Braces that a line of text cannot show become brackets: x_{t+1} is x_(t+1), but x_{g} is x_g."""
    formula = re.sub(r"\\!|\\(?:left|right|[bB]ig[lr]?)(?![a-zA-Z])", "", formula)
    formula = re.sub(r"\\[td]?frac(\d)(\d)", r"\\frac{\1}{\2}", formula)
    formula = re.sub(r"\\[td]frac", r"\\frac", formula)
    formula = re.sub(r"([_^])\{(\\\w+)\}", r"\1\2 ", formula)
    formula = re.sub(rf"(\\(?:{_NAMES})(?![a-zA-Z])(?:_(?:\\[a-zA-Z]+|\w))?+)\s*(?=[\\\w])", r"\1\\ ", formula)
    formula = re.sub(rf"(?<=[\w)}}])\s*(?=\\(?:{_FUNCTIONS})(?![a-zA-Z]))", r"\\ ", formula)
    formula = re.sub(r"(\\[a-zA-Z]+)\s+(?=[-+] ?)", r"\1\\ ", formula)  # a command eats the space behind it
    formula = formula.replace("''", "′′")  # two primes are not a closing quotation mark
    return re.sub(r"([_^])\{([^{}]*[^{}\w][^{}]*)\}", _raised, formula)


def _raised(found: re.Match[str]) -> str:
    """An exponent or index in brackets, unless it is a single sign or command."""
    sign, inside = found[1], found[2]
    return f"{sign}{inside} " if re.fullmatch(r"\\[a-zA-Z]+|\\mathrm\w*", inside.strip()) else f"{sign}({inside})"


@cache
def _converter():
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    def over(node, l2tobj) -> str:
        top, bottom = (l2tobj.nodelist_to_text([a]).strip() for a in node.nodeargd.argnlist)
        return _SMALL.get((top, bottom), f"{_bracketed(top)}/{_bracketed(bottom)}")

    signs = {
        "arg": "arg",
        r"\|": "‖",
        "|": "‖",
        "ne": " ≠ ",
        "mid": "|",
        "le": "≤",
        "ge": "≥",
        "quad": "  ",
        "perp": "⊥",
        "colon": ":",
        "det": "det",
        "cosh": "cosh",
        "sinh": "sinh",
    }
    db = get_default_latex_context_db()
    db.add_context_category(
        "ours",
        prepend=True,
        macros=[MacroTextSpec("frac", simplify_repl=over),
                *(MacroTextSpec(name, simplify_repl=sign) for name, sign in signs.items())],
    )  # fmt: skip
    return LatexNodes2Text(latex_context=db, math_mode="text", keep_braced_groups=False)


def _bracketed(text: str) -> str:
    return text if re.fullmatch(r"[\w.^∂∇*'́̂̇̃]+|\(.*\)", text) else f"({text})"
