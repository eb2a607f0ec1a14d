r"""What stands in the text of notes: displayed formulas, headings, declarations and the equations of the prose.

Comments and listings are blanked out and never cut out, so that an offset is an offset in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ENVIRONMENTS = "align|alignat|flalign|eqnarray|equation|gather|multline|split|displaymath|dmath"
_DISPLAY = re.compile(
    rf"\\begin\s*\{{(?P<env>(?:{ENVIRONMENTS})\*?)\}}(?P<in_env>.*?)\\end\s*\{{(?P=env)\}}"
    r"|(?<!\\)\\\[(?P<in_brackets>.*?)(?<!\\)\\\]|(?<!\\)\$\$(?P<in_dollars>.*?)(?<!\\)\$\$",
    re.DOTALL,
)
_OPENED = re.compile(rf"\\begin\s*\{{({ENVIRONMENTS})\*?\}}|(?<!\\)\\\[(?!\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm))")
_INLINE = re.compile(r"(?<![\\$])\$(?!\$)([^$]{3,200}?)(?<!\\)\$|(?<!\\)\\\((.{3,200}?)\\\)", re.DOTALL)
_TEX_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%([^\n]*)")
_TEX_LISTING = re.compile(
    r"\\begin\{(verbatim\*?|lstlisting|minted|comment)\}.*?\\end\{\1\}|\\verb\*?([^\w\s*]).*?\2", re.DOTALL
)
_MD_COMMENT = re.compile(r"<!--(.*?)(-->|\Z)", re.DOTALL)
_MD_LISTING = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)|(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\2(?!`)",
                         re.DOTALL | re.MULTILINE)  # fmt: skip
_TEX_HEADING = re.compile(r"\\(?:part|chapter|(?:sub)*section|paragraph)\*?\s*[\[{]|\\begin\{frame\}")
_MD_HEADING = re.compile(r"^ {0,3}#{1,6}\s|^ {0,3}(?:-{3,}|={3,})\s*$", re.MULTILINE)
#: Words after which a number may be the value for the laws that the text speaks of.
_EXAMPLE = re.compile(
    r"\b(?:examples?|instance|uniform|gaussians?|normal(?:ly)?|bernoulli|exponential|coins?|dice|disjoint|overlap\w*|"
    r"supports?|supported|dirac|parallel|tables?|toy|numbers?|numerically|point mass(?:es)?|mathcal\s*\{?N|delta_)\b|"
    r"\be\.\s*g\.|\bN\(|\bU[\[(]",
    re.IGNORECASE,
)
#: Words after which an equality may be the case in which a bound is attained.
_TIGHT = re.compile(r"\b(?:tight|exact posterior|optimal|E-step|equality (?:holds|if)|with equality|vanish(?:es)?)\b")
_DECLARATION = re.compile(r"\s*(domain|given)\s*:\s*(.*?)\s*", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Event:
    """Something at an offset: a `display` (text: its body), a `heading`, a `domain`, a `given`, an equation of the
    prose (`prose`), a word of particular laws (`example`) or of an attained bound (`tight`), or a display that is never
    closed (`unclosed`)."""

    kind: str
    at: int
    text: str = ""
    environment: str = ""


def blank(text: str) -> str:
    """As many blanks, and the same line ends."""
    return re.sub(r"[^\n]", " ", text)


def events(text: str, *, markdown: bool) -> list[Event]:
    """All of them, in the order of the text."""
    found = []
    visible = (_MD_LISTING if markdown else _TEX_LISTING).sub(lambda m: blank(m[0]), text)
    for comment in (_MD_COMMENT if markdown else _TEX_COMMENT).finditer(visible):
        words = _DECLARATION.fullmatch(comment[1 if markdown else 2])
        if words:
            found.append(Event(words[1].lower(), comment.start(), words[2]))
    visible = _MD_COMMENT.sub(lambda m: blank(m[0]), visible) if markdown else without_comments(visible)
    prose = visible
    for display in _DISPLAY.finditer(visible):
        group = "in_" + ("env" if display["env"] else "brackets" if display["in_brackets"] is not None else "dollars")
        body = without_comments(display[group])
        found.append(Event("display", display.start(group), body, (display["env"] or "").rstrip("*")))
        prose = prose[: display.start()] + blank(display[0]) + prose[display.end() :]
    found += [Event("unclosed", m.start(), m[0]) for m in _OPENED.finditer(prose)]
    found += [Event("heading", m.start()) for m in (_MD_HEADING if markdown else _TEX_HEADING).finditer(prose)]
    found += [Event("example", m.start()) for m in _EXAMPLE.finditer(prose)]
    found += [Event("tight", m.start()) for m in _TIGHT.finditer(prose)]
    found += [Event("prose", m.start(), m[1] or m[2]) for m in _INLINE.finditer(prose) if "=" in m[0]]
    return sorted(found, key=lambda event: event.at)


def without_comments(text: str) -> str:
    """LaTeX without what stands behind a %, as long as it was."""
    return _TEX_COMMENT.sub(lambda m: m[1] + blank(m[0][len(m[1]) :]), text)
