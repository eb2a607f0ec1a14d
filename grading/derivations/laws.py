r"""Laws as notes write them: `p_\theta(x \mid z)`, `q_\phi(\mathbf{z}|\mathbf{x})`, `p(x, z; \theta)`, and a bare `q`.

Only the look of a law is known here; which of its letters is fixed and which is summed over is said in `latent`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grading.derivations.macros import closing

#: Greek letters that name a network where they stand behind a bar or below a letter.
PARAMETERS = frozenset([r"\theta", r"\phi", r"\psi", r"\omega", r"\vartheta", r"\varphi", r"\Theta", r"\Phi"])
_STYLES = "mathbf|boldsymbol|bm|pmb|vec|mathrm|mathit|mathsf|mathbb|mathcal|mathscr"
_STYLED = re.compile(rf"\\(?:{_STYLES})\s*(?:\{{\s*([pPqQuvwxyzXYZ])\s*\}}|\s([pPqQuvwxyzXYZ])(?![A-Za-z]))")
_D_KL = re.compile(
    r"(?:\\math(?:bb|cal|rm)\s*\{\s*D\s*\}|(?<![A-Za-z\\])D)\s*_\s*"
    r"(?:\{\s*(?:\\[a-z]+\s*\{\s*KL\s*\}|KL)\s*\}|\\[a-z]+\s*\{\s*KL\s*\})"
)
_D_OF_TWO = re.compile(r"(?:\\math(?:bb|cal)\s*\{\s*D\s*\}|(?<![A-Za-z\\])D)(?=\s*(?:\\left\s*|\\[bB]igg?l?\s*)?[\[(])")
_ACCENTED = re.compile(r"\\(?:hat|tilde|bar|dot|vec|widehat|widetilde|overline)\s*\{?\s*[pPqQ](?![A-Za-z])")
_SCRIPT = re.compile(r"([_^])\s*([A-Za-z])")
_FRACTION = re.compile(r"\\[dtc]?frac(?![A-Za-z])")
_SIZE = r"\\(?:left|right|middle|[bB]igg?[lrm]?)(?![A-Za-z])"
_BLANK = rf"(?:\s|~|\\[,;:! ]|{_SIZE})"
_HEAD = re.compile(r"([pPqQ])(?:\s*_\s*(\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|\w))?(\s*\^)?")
_OPENING = re.compile(rf"{_BLANK}*\(")
_LETTER = r"(?:\\cdot|(?:\\[A-Za-z]+|[A-Za-z])(?:[_^](?:\{[^{}]*\}|\w))*)"
_LETTERS = rf"{_LETTER}(?:,{_LETTER})*"
_ARGUMENTS = re.compile(rf"({_LETTERS})(?:\|({_LETTERS}))?(?:;({_LETTERS}))?")
_WORD = re.compile(
    r"\\(?:mathrm|text(?:rm|it|bf|sf|up|normal)?|operatorname\*?|mbox)\s*\{[^{}]*\}|\\[A-Za-z]+\*?|\\."
    r"|KL|JSD|JS|TV|ELBO|log|exp|.",
    re.DOTALL,
)


@dataclass(frozen=True)
class Law:
    """`base_label(left | right)`, from `start` to `end`; a bare name has no left.

    `odd`: a ^ follows, or a bracket that holds something else than letters and is no factor either.
    """

    start: int
    end: int
    base: str
    label: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    odd: bool = False

    @property
    def letters(self) -> frozenset[str]:
        return frozenset({*self.left, *self.right})

    def without(self, parameters: frozenset[str]) -> Law:
        """The law with the parameters behind its bar as a label: p(x|z,\\theta) is p_\\theta(x|z)."""
        own = [letter for letter in self.right if letter in parameters]
        if not own:
            return self
        label = ",".join(filter(None, [self.label, *own]))
        rest = tuple(letter for letter in self.right if letter not in parameters)
        return Law(self.start, self.end, self.base, label, self.left, rest, self.odd)


def plainly(text: str) -> str:
    r"""The same formula in fewer ways of writing: `\mathbf{z}` is z, `D_{KL}` is KL, `\frac{a}q` is `\frac{a}{q}`.

    >>> plainly(r"\frac{p(\mathbf z)}q"), plainly(r"D_{\mathrm{KL}}")
    ('\\frac{p(z)}{q}', '\\mathrm{KL}')
    """
    text = re.sub(r"\\(?:mid|vert)(?![A-Za-z])", "|", text)
    text = _STYLED.sub(lambda m: f" {m[1] or m[2]}", text)
    text = _D_KL.sub(r"\\mathrm{KL}", text)
    text = _D_OF_TWO.sub(lambda m: r"\mathrm{KL}" if _holds_two(text, m.end()) else m[0], text)
    text = _SCRIPT.sub(r"\1{\2}", text)
    at = 0
    while fraction := _FRACTION.search(text, at):
        at = fraction.end()
        end = at
        for _ in range(2):
            text, end = _braced(text, end)
    return re.sub(r"\{ +(\w+)\}", r"{\1}", re.sub(r"\( +", "(", text))


def accented(text: str) -> str:
    r"""A law with an accent, `\tilde p`, which is another law; "" if there is none."""
    found = _ACCENTED.search(text)
    return found[0] if found else ""


def _braced(text: str, at: int) -> tuple[str, int]:
    """The text with braces around the argument that begins at `at`, and where that argument ends."""
    while text[at : at + 1].isspace():
        at += 1
    if text[at : at + 1] == "{":
        end = closing(text, at)
        return text, end if end > 0 else len(text)
    argument = re.compile(r"\\[A-Za-z]+|.", re.DOTALL).match(text, at)
    if argument is None or argument[0].startswith("\\"):
        return text, len(text) if argument is None else argument.end()
    return f"{text[:at]}{{{argument[0]}}}{text[argument.end() :]}", argument.end() + 2


def _holds_two(text: str, at: int) -> bool:
    """Whether the bracket that follows holds `a || b`."""
    depth = 0
    for found in re.compile(r"\\\||\|\s*\||\\(?:parallel|Vert)|[\[(]|[\])]").finditer(text, at):
        depth += (found[0] in "[(") - (found[0] in "])")
        if depth == 1 and found[0] not in "[](":
            return True
        if depth == 0:
            break
    return False


def pieces(text: str) -> Iterator[str | Law]:
    """The words of a formula that is written plainly, and its laws."""
    at = 0
    while at < len(text):
        word = _WORD.match(text, at)
        assert word is not None  # the last alternative takes any character
        if word[0] in ("p", "P", "q", "Q"):
            law = _law(text, at)
            yield law
            at = law.end
        else:
            yield word[0]
            at = word.end()


def _law(text: str, at: int) -> Law:
    head = _HEAD.match(text, at)
    assert head is not None
    label = re.sub(r"\\(?:text|mathrm|textrm)(?![A-Za-z])|[{}\s]", "", head[2] or "")
    if head[3]:
        return Law(at, head.end() - len(head[3]), head[1], label, odd=True)
    opening = _OPENING.match(text, head.end())
    end = _closing_bracket(text, opening.end()) if opening else -1
    inside = _arguments(text[opening.end() : end - 1]) if opening and end > 0 else None
    if inside is None:
        # `q(\log p - \log q)` is a product; q(2z), q'(z) and q* are not q
        factor = (end > 0 and r"\log" in text[opening.end() : end]) if opening else text[head.end() :][:1] not in "'*"
        return Law(at, head.end(), head[1], label, odd=not factor)
    return Law(at, end, head[1], label, *inside)


def _closing_bracket(text: str, at: int) -> int:
    """The offset behind the round bracket that closes the one before `at`; -1 if nothing does."""
    depth = 1
    for found in re.compile(r"[()]").finditer(text, at):
        depth += 1 if found[0] == "(" else -1
        if depth == 0:
            return found.end()
    return -1


def _arguments(inside: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The letters before the bar and those behind it; None if anything else stands there."""
    found = _ARGUMENTS.fullmatch(re.sub(rf"{_BLANK}", "", inside))
    if found is None:
        return None
    left, right, behind = (tuple((group or "").split(",")) if group else () for group in found.groups())
    if any(letter not in PARAMETERS for letter in behind):
        return None
    return left, (*right, *behind)
