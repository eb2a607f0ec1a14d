r"""The words of displayed LaTeX that matter for finding steps: relations, rows, columns, and how deep they stand.

A sign counts only at the top: the = of `\sum_{i=1}` stands in braces, that of `P(X = 1)` in brackets, the rows of
`cases` in an environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grading.derivations.macros import closing


def _words(text: str) -> list[str]:
    return text.split()


ORDER = _words("le leq leqslant ge geq geqslant lt gt ll gg lesssim gtrsim prec succ preceq succeq")
LOOSE = _words(
    "approx propto sim simeq cong neq ne to rightarrow longrightarrow leftarrow gets mapsto in subset subseteq "
    "perp models xrightarrow xlongrightarrow downarrow uparrow searrow nearrow"
)
IMPLIES = _words(
    "implies impliedby iff Rightarrow Longrightarrow Leftarrow Longleftarrow Leftrightarrow Longleftrightarrow "
    "therefore because"
)
DEFINES = _words("coloneqq eqqcolon triangleq doteq coloneq eqdef defeq")
#: What a relation is -> how a step across it is treated.
KINDS = (
    dict.fromkeys(ORDER, "order") | dict.fromkeys(LOOSE, "loose") | dict.fromkeys(IMPLIES, "implication")
    | dict.fromkeys(DEFINES, "definition") | {"equiv": "equality"}
)  # fmt: skip

_TOKEN = re.compile(
    r"(?P<row>\\\\\*?(?:\s*\[\s*-?[\d.]+\s*[a-z]+\s*\])?|\\(?:newline|cr)(?![A-Za-z]))"
    r"|(?P<begin>\\begin\s*\{[^{}]*\})|(?P<end>\\end\s*\{[^{}]*\})"
    r"|(?P<over>\\(?:stackrel|overset|underset|xlongequal|xrightarrow)(?![A-Za-z]))"
    r"|(?P<wide>\\q?quad(?![A-Za-z]))|(?P<command>\\[A-Za-z]+\*?)|(?P<escaped>\\.)"
    r"|(?P<equals>:=|=:|={1,2}|≔|≡)|(?P<order>[<>≤≥]=?)|(?P<loose>[≈∼∝≠])|(?P<implication>[⇒⇔⟹⟺])"
    r"|(?P<space>\s+)|(?P<other>.)",
    re.DOTALL,
)
#: Remarks and layout, with how many braced arguments they take; blanked out.
_REMARKS = {"label": 1, "tag": 1, "tag*": 1, "nonumber": 0, "notag": 0, "intertext": 1, "shortintertext": 1,
            "allowdisplaybreaks": 0, "displaybreak": 0, "vspace": 1, "hspace": 1, "vspace*": 1, "hspace*": 1,
            "qedhere": 0, "qed": 0, "square": 0, "blacksquare": 0, "numberthis": 0, "footnote": 1, "hfill": 0,
            "displaystyle": 0, "textstyle": 0, "cite": 1, "eqref": 1, "ref": 1, "color": 1}  # fmt: skip
_WRAPPERS = re.compile(r"\\(?:begin|end)\s*\{(?:aligned|split|gathered|align|gather|equation)\*?\}(?:\s*\[[tbc]\])?"
                       r"|\\(?:begin|end)\s*\{(?:alignedat|alignat)\*?\}(?:\s*\{\d+\})?")  # fmt: skip


@dataclass(frozen=True)
class Token:
    """`kind`: "row", "column", "wide", "relation", "space" or "text"; of a relation, `relation` says which kind."""

    kind: str
    text: str
    at: int
    relation: str = ""
    depth: int = 0


def tokens(body: str) -> list[Token]:
    """The words of the body of a display."""
    return list(_tokens(_plain(body)))


def _plain(body: str) -> str:
    """The body without wrappers, labels and remarks, as long as it was."""
    body = _WRAPPERS.sub(lambda m: " " * len(m[0]), body)
    for command in re.compile(r"\\([A-Za-z]+\*?)").finditer(body):
        count = _REMARKS.get(command[1])
        if count is None or body[command.start()] == " ":
            continue
        end = command.end()
        for _ in range(count):
            opening = re.compile(r"\s*(?:\[[^\]]*\]\s*)?(?=\{)").match(body, end)
            end = closing(body, opening.end()) if opening else end
            if end < 0:
                end = command.end()
                break
        blanks = re.sub(r"[^\n]", " ", body[command.start() : end])
        if command[1].endswith("intertext"):  # it stands between two rows, also where no row was ended before it
            blanks = r"\\" + blanks[2:]
        body = body[: command.start()] + blanks + body[end:]
    return body


def _tokens(body: str) -> Iterator[Token]:
    braces = brackets = inside = 0
    at = 0
    while at < len(body):
        found = _TOKEN.match(body, at)
        assert found is not None  # the last alternative takes any character
        kind, text, at = str(found.lastgroup), found[0], found.end()
        top = braces == 0 and inside == 0
        if text in "([" or text in (r"\{", r"\lbrace"):
            brackets += top
        elif text in ")]" or text in (r"\}", r"\rbrace"):
            brackets = max(0, brackets - top)
        elif text == "{":
            braces += 1
        elif text == "}":
            braces = max(0, braces - 1)
        elif kind in ("begin", "end"):
            inside = max(0, inside + (1 if kind == "begin" else -1))
        elif top and kind == "over":
            end, relation = _decorated(body, found.end(), text)
            if relation:
                yield Token("relation", body[found.start() : end].strip(), found.start(), relation)
                at = end
                continue
        elif top and kind in ("row", "wide"):
            yield Token(kind, text, found.start())
            brackets = 0 if kind == "row" and _begins_with_relation(body, at) else brackets
            continue
        elif top and text == "&":
            yield Token("column", text, found.start())
            continue
        elif top and brackets == 0:
            relation = _relation(kind, text)
            if relation:
                yield Token("relation", text, found.start(), relation)
                continue
        yield Token("space" if kind == "space" else "text", text, found.start(), depth=braces + inside + brackets)


def _relation(kind: str, text: str) -> str:
    if kind == "equals":
        return "definition" if text in (":=", "=:", "≔") else "equality"
    if kind in ("order", "loose", "implication"):
        return kind
    return KINDS.get(text[1:].rstrip("*"), "") if kind == "command" else ""


def _decorated(body: str, at: int, command: str) -> tuple[int, str]:
    r"""`\overset{(a)}{=}` is the relation that it is built on."""
    ends = []
    while len(ends) < (1 if command == r"\xlongequal" or command == r"\xrightarrow" else 2):
        opening = re.compile(r"\s*(?:\[[^\]]*\])?\s*(?=\{)").match(body, at)
        end = closing(body, opening.end()) if opening else -1
        if opening is None or end < 0:
            return at, ""
        ends.append(body[opening.end() + 1 : end - 1])
        at = end
    if command == r"\xlongequal":
        return at, "equality"
    if command == r"\xrightarrow":
        return at, "loose"
    base, above = ends[1].strip(), ends[0]
    sign = _TOKEN.fullmatch(base)
    relation = _relation(sign.lastgroup or "", base) if sign else ""
    if relation == "equality" and re.search(r"def|△|\\triangle|\\Delta", above):
        return at, "definition"
    return at, "loose" if relation == "equality" and re.search(r"[!?]|H_0", above) else relation


def _begins_with_relation(body: str, at: int) -> bool:
    """Whether the row that begins here begins with a relation: brackets that a row left open end there."""
    while at < len(body):
        found = _TOKEN.match(body, at)
        assert found is not None
        kind = str(found.lastgroup)
        if kind not in ("space", "wide") and found[0] != "&":
            return kind == "over" or bool(_relation(kind, found[0]))
        at = found.end()
    return False
