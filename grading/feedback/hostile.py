"""Text that a student may have written, made harmless for whoever shows it.

Whatever the grader says may quote a submission: an exception's message, a printed value, the name of a folder.  None
of it may become a link, an image, a tag, a row of a table or a colour of the terminal, and none of it may reverse the
direction in which the rest is read.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

#: Characters of one quotation; far more than a verdict needs.
LONGEST = 2000
# A formula in backticks or dollars, and an address, which some renderers would turn into a link by themselves.
_CODE = re.compile(
    r"`(?P<ticks>[^`\n]*[^`\s][^`\n]*)`|\$(?P<math>[^$\n]*[^$\s][^$\n]*)\$|(?P<address>[^\s`$]*(?:://|www\.|@)[^\s`$]*)"
)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_STARTS = re.compile(r"^(\d*)([+\-=.)])")


def plain(text: str, *, longest: int = LONGEST) -> str:
    r"""The text without controls, bidirectional overrides and invisible characters; line ends are `\n`.

    >>> plain("a\x1b[31mb\r\n\u202ec\u200b")
    'a[31mb\nc'
    """
    kept = "".join(_kept(c) for c in text[: 4 * longest].replace("\r\n", "\n").replace("\r", "\n"))
    return kept if len(kept) <= longest and len(text) <= 4 * longest else kept[: longest - 1] + "…"


def _kept(c: str) -> str:
    if c in "\n\t":
        return "\n" if c == "\n" else " "
    match unicodedata.category(c):
        case "Zl" | "Zp":
            return "\n"
        case "Cs":
            return "\ufffd"  # half of a pair: cannot be written as UTF-8
        case "Cc" | "Cf":
            return ""
    return "" if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF else c


def one_line(text: str, *, longest: int = LONGEST) -> str:
    """The plain text with every run of white space as one space."""
    return " ".join(plain(text, longest=longest).split())


def pieces(text: str) -> Iterator[tuple[bool, str]]:
    """The text cut into what is code (formulas, addresses) and what is not.

    >>> list(pieces("not `log 2` but $x$"))
    [(False, 'not '), (True, 'log 2'), (False, ' but '), (True, 'x')]
    """
    end = 0
    code = ""
    for match in _CODE.finditer(text):
        if code and match.start() > end:
            yield True, code
            code = ""
        if match.start() > end:
            yield False, text[end : match.start()]
        # two spans with nothing between them would be read as one that never ends
        code = " ".join(filter(None, (code, match["ticks"] or match["math"] or match["address"])))
        end = match.end()
    if code:
        yield True, code
    if end < len(text):
        yield False, text[end:]


def markdown_text(text: str) -> str:
    """The text as one line of Markdown that shows it and does nothing else; formulas in it are code.

    >>> markdown_text("[x](u) *y* <b> `log 2`")
    '\\\\[x\\\\](u) \\\\*y\\\\* &lt;b&gt; `log 2`'
    """
    shown = "".join(markdown_code(part) if code else _escaped(part) for code, part in pieces(one_line(text)))
    return _STARTS.sub(r"\1\\\2", shown)


def _escaped(text: str) -> str:
    return "".join("\\" + c if c in r"\`*_[]|~$^!#" else _ENTITIES.get(c, c) for c in text)


def markdown_code(text: str, *, cell: bool = False) -> str:
    """The text as code, in a cell of a table if so said: there a bar would end it.

    >>> markdown_code("a | `b`", cell=True)
    '`` a \\\\| `b` ``'
    """
    shown = one_line(text)
    if not shown:
        return "(nothing)"
    fence = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    room = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return fence + room + (shown.replace("|", "\\|") if cell else shown) + room + fence


def html_text(text: str) -> str:
    """The text as HTML that shows it, with formulas as code; lines stay lines where the style says so.

    >>> html_text("<b> is not `x`")
    '&lt;b&gt; is not <code>x</code>'
    """
    return "".join(html_code(part) if code else html.escape(part) for code, part in pieces(plain(text)))


def html_code(text: str) -> str:
    """The text as code in HTML."""
    return f"<code>{html.escape(plain(text))}</code>"
