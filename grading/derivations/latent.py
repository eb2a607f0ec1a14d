r"""Chains about an observed x and a hidden z, in words that theory can read: for one fixed x,

    p(z|x) is p,    q(z|x) is q,    p(x) is a number Z > 0,    p(z) is a positive function h,

so that p(x,z) is Z p and p(x|z) is Z p/h.  All sides of a chain are rewritten together.  A side in which anything else
occurs that could be a law, or in which x is not fixed, is not read at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grading.derivations.laws import PARAMETERS, Law, accented, pieces, plainly
from theory.command_line.question import declared
from theory.reading import ReadingError, read
from theory.terms.expr import Add, At, Div, Expect, Expr, Functional, Integral, Mul, Neg, Sym, walk

POSTERIOR, JOINT, LIKELIHOOD, EVIDENCE, PRIOR, GUESS = "posterior", "joint", "likelihood", "evidence", "prior", "guess"
#: How each is written for the reader: a fraction is one factor, as the law is that it stands for.
SAID = {POSTERIOR: "p(z)", JOINT: r"\frac{Z p(z)}{1}", LIKELIHOOD: r"\frac{Z p(z)}{h(z)}", EVIDENCE: "Z",
         PRIOR: "h(z)", GUESS: "q(z)"}  # fmt: skip
_LABELS = frozenset({"", "model", "w", *PARAMETERS})
_PRIOR_LABELS = _LABELS | {"z", "Z", "0", r"\lambda"}
#: Names that mean something of their own to theory's reader, or that are needed for the words above.
_TAKEN = frozenset({"Z", "h", "m", "M", "D", "V", "G", r"\pi", r"\iint", "BC"})
_LAWS = ("p", "q", "h")
_FIRST = re.compile(r"\\[A-Za-z]+|.")


@dataclass(frozen=True)
class Words:
    """The letters of a chain and how it spells its laws: two chains speak of the same laws if these agree.

    `model` and `guess` are p and q with their labels; q is `given` x, or nothing.
    """

    latent: str
    observed: str
    model: tuple[str, str] = ("p", "")
    guess: tuple[str, str] = ("q", "")
    given: bool = True

    @property
    def symbols(self) -> dict[str, str]:
        """What is declared: the evidence and the prior are positive."""
        return {"Z": "(0,inf)", "h": "(0,inf)"}

    @property
    def names(self) -> dict[str, str]:
        """What the names stand for, to be shown."""
        z, x = self.latent, self.observed
        guess = f"q({z}|{x})" if self.given else f"q({z})"
        return {"p": f"p({z}|{x})", "q": guess, "Z": f"p({x})", "h": f"p({z})"}

    def shown(self, *sides: str) -> str:
        """In which words the sides were read."""
        used = [f"{name} = {law}" for name, law in self.names.items() if any(_occurs(name, side) for side in sides)]
        return f"for fixed {self.observed}" + (f", with {', '.join(used)}" if used else "")

    def kind(self, law: Law) -> str:
        """Which of the laws it is; "" if none."""
        law = law.without(PARAMETERS - {self.latent, self.observed})
        z, x = self.latent, self.observed
        left = tuple(z if letter == r"\cdot" else letter for letter in law.left)
        if law.base in "qQ":
            return GUESS if left == (z,) and law.right in ((), (x,)) and law.label in _LABELS else ""
        shapes = {((z,), (x,)): POSTERIOR, ((x,), (z,)): LIKELIHOOD, ((x,), ()): EVIDENCE, ((z,), ()): PRIOR,
                  ((x, z), ()): JOINT, ((z, x), ()): JOINT}  # fmt: skip
        found = shapes.get((left, law.right), "")
        return found if law.label in (_PRIOR_LABELS if found == PRIOR else _LABELS) else ""

    def said(self, text: str, symbols: Mapping[str, str]) -> tuple[str, str]:
        """The side for theory's reader, and why it cannot be read, if it cannot."""
        if other := accented(text):
            return text, self._refusal(other)
        written: list[str] = []
        for piece in pieces(_summed_over(plainly(text), self.latent)):
            if isinstance(piece, Law):
                kind = self._kind_of(piece)
                if not kind:
                    return text, self._refusal(_shown(piece))
                written.append(f" {SAID[kind]}")
            elif piece == self.latent:
                written.append(" z")
            elif piece == _FIRST.findall(self.observed)[0] or piece in _TAKEN:
                return text, self._refusal(piece)
            else:
                written.append(piece)
        rewritten = "".join(written)
        try:
            e = read(rewritten, syntax="latex", symbols=declared({**symbols, **self.symbols}))
        except ReadingError as error:
            return text, f"cannot be read: {error.summary()}, {self.shown(rewritten)}"
        odd = _odd(e)
        return (text, self._refusal(odd)) if odd else (rewritten, "")

    def _kind_of(self, law: Law) -> str:
        if law.left:
            return self.kind(law)
        return GUESS if law.base == self.guess[0] and law.label in ("", self.guess[1]) and not law.odd else ""

    def _refusal(self, what: str) -> str:
        laws = ", ".join(self.names.values())
        return f"cannot be read: {what}, in a chain that is read for fixed {self.observed} in terms of {laws}"


def _occurs(name: str, side: str) -> bool:
    return re.search(rf"(?<![A-Za-z\\]){name}" + (r"(?![A-Za-z])" if name == "Z" else r"\(z\)"), side) is not None


def words_of(texts: Iterable[str]) -> Words | None:
    """The words for a chain in which a conditional or joint law of two letters occurs; None if there are none."""
    plain = [plainly(text) for text in texts]
    found = [piece for text in plain for piece in pieces(text) if isinstance(piece, Law) and piece.left]
    parameters = PARAMETERS - {letter for law in found for letter in law.left}
    found = [law.without(parameters) for law in found]
    pairs = Counter(law.letters for law in found if len(law.letters) == 2 and r"\cdot" not in law.letters)
    often = [pair for pair, count in pairs.items() if count == max(pairs.values())]
    if len(often) != 1:
        return None
    letters = _latent(sorted(often[0]), found, plain)
    if letters is None:
        return None
    kinds = {(kind, law.base, law.label) for law in found if (kind := Words(*letters).kind(law))}
    model, guess = (_spelling(kinds, guess=which) for which in (False, True))
    given = {bool(law.right) for law in found if Words(*letters).kind(law) == GUESS}
    # one law that is spelled in two ways may be two laws
    ambiguous = len({kind for kind, _, _ in kinds}) < len(kinds) or len(given) > 1
    if ambiguous or model is None or guess is None or not {kind for kind, _, _ in kinds} - {EVIDENCE, PRIOR}:
        return None
    return Words(*letters, model, guess, False not in given)


def _spelling(kinds: set[tuple[str, str, str]], *, guess: bool) -> tuple[str, str] | None:
    """The letter and the label of p, or of q; None if there are several.  A prior may have a label of its own."""
    mine = {(base, "" if kind == PRIOR else label) for kind, base, label in kinds if (kind == GUESS) is guess}
    bases, labels = {base for base, _ in mine}, {label for _, label in mine if label}
    if len(bases) > 1 or len(labels) > 1:
        return None
    return next(iter(bases), "q" if guess else "p"), next(iter(labels), "")


def _latent(pair: list[str], found: list[Law], plain: list[str]) -> tuple[str, str] | None:
    """Which letter of the two is hidden, and which is fixed: what q is a law of, what is summed over, or z."""
    of_q = {law.left for law in found if law.base in "qQ" and law.right and law.left[0] in pair}
    of_q = of_q or {law.left for law in found if law.base in "qQ" and law.left[0] in pair}
    bound = [letter for letter in pair if any(_binds(text, letter) for text in plain)]
    if len(of_q) > 1:
        return None
    if of_q:
        hidden = next(iter(of_q))[0]
    elif len(bound) == 1:
        hidden = bound[0]
    else:
        hidden = next((letter for letter in pair if letter[:1] in ("z", "Z", "\\")), pair[-1])
    rest = [letter for letter in pair if letter != hidden]
    return (hidden, rest[0]) if hidden in pair else None


def _binds(text: str, letter: str) -> bool:
    name = re.escape(letter)
    return bool(
        re.search(rf"\\(?:sum|int)\s*(?:\\limits\s*)?_\s*\{{?\s*{name}(?![A-Za-z^_])", text)
        or re.search(rf"(?<![A-Za-z\\])d\s*{name}(?![A-Za-z^_])|\\mathrm\s*\{{d\}}\s*{name}(?![A-Za-z^_])", text)
    )


def _summed_over(text: str, latent: str) -> str:
    r"""`\sum_{z \in A}` as `\sum_{z}`, and the letter as z where it is bound."""
    text = re.sub(rf"(\\sum\s*(?:\\limits\s*)?_\s*)\{{\s*{re.escape(latent)}\s*\\in(?:[^{{}}]|\{{[^{{}}]*\}})*\}}",
                  lambda m: m[1] + "{z}" if latent == "z" else m[1] + "{" + latent + "}", text)  # fmt: skip
    # a letter that carries an index is one word
    return text if len(latent) == 1 or latent[1:].isalpha() else _law_free(text, latent)


def _law_free(text: str, latent: str) -> str:
    """An indexed letter outside of laws written as z."""
    out, at = [], 0
    for piece in pieces(text):
        if isinstance(piece, Law) and piece.left:
            out.append(text[at : piece.start].replace(latent, " z") + text[piece.start : piece.end])
            at = piece.end
    return "".join(out) + text[at:].replace(latent, " z")


def _shown(law: Law) -> str:
    inside = ",".join(law.left) + ("|" + ",".join(law.right) if law.right else "")
    label = f"_{{{law.label}}}" if law.label else ""
    return f"{law.base}{label}" + (f"({inside})" if inside else "")


def _odd(e: Expr) -> str:
    """What in a side that was read is not said of the laws at z; "" if nothing is."""
    for part in walk(e):
        match part:
            case At(name, var) if var != "z" or name in ("m", "D", "D*", "p_z", "q'"):
                return name if var is None else f"{name}({var})"
            case Integral(body, var) if var != "z" and not (var is None and _under_a_law(body)):
                return f"a sum over {var or 'what is not said'}"
            case Expect(law, _, var) if var not in ("z", None) or not _is_law(law):
                return "an expectation under something else"
            case Functional(name, args):
                free = args[1:] if name in ("KL", "CE") else ()
                if any(not _is_law(arg) for arg in args if arg not in free):
                    return f"{name} of something else"
            case Sym("x" | "y"):
                return part.name
    return ""


def _is_law(e: Expr) -> bool:
    return isinstance(e, At) and e.name in _LAWS


def _under_a_law(e: Expr) -> bool:
    r"""Whether `\sum q \log p` can only be a sum over z: every term has one of the laws of z as a factor."""
    match e:
        case Add(args):
            return all(map(_under_a_law, args))
        case Neg(arg):
            return _under_a_law(arg)
        case Mul(args):
            return any(map(_under_a_law, args))
        case Div(top, _):
            # Z p/1 and Z p/h are laws of x, too
            return top != Mul((Sym("Z"), At("p", "z"))) and _under_a_law(top)
    return _is_law(e)
