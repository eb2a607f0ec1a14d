r"""A step in the words of `latent`: it follows if it holds for every positive prior, and is wrong only if a prior that
is a density refutes it.

A prior that nothing is said of need not sum to one, so that a step which holds for all of them holds for the densities
among them; one that fails may fail for the others only.  It is decided again with the mean of p(z|x) and q(z|x), which
is a density, in the place of the prior.  The witness is said in the words of the notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from grading.derivations.latent import JOINT, LIKELIHOOD, POSTERIOR, SAID, Words
from grading.derivations.room import Given
from grading.derivations.steps import FOLLOWS, NOT_CHECKED, WRONG, Outcome, decided

_PRIOR = re.compile(r"(?<![A-Za-z\\])h\(z\)")
_GUESS = re.compile(r"(?<![A-Za-z\\])q\(z\)")
_A_LAW = re.compile(r"(?<![A-Za-z\\])(?:[pqh]\(z\)|Z)")
#: A prior that is a density: it refutes what is wrong for priors.
MEAN = r"\frac{p(z) + q(z)}{2}"
#: And one that is any density there is: what holds for it holds.
ANY = r"\frac{h(z)}{\int h(z)\,dz}"


def compared(
    words: Words | None,
    left: str,
    right: str,
    *,
    symbols: Mapping[str, str],
    given: Sequence[Given] = (),
    mentioned: Sequence[Given] = (),
    example: bool = False,
    tight: bool = False,
) -> Outcome:
    """Whether the two sides are equal; of a chain with `words`, in those words.

    `tight`: the text says when the bound is the evidence, which it is for one q and not for all.
    """

    def ask(a: str, b: str) -> Outcome:
        return decided(a, b, symbols=symbols, given=given, mentioned=mentioned, example=example and words is None)

    found = ask(left, right)
    if words is None:
        return found
    if found.verdict == WRONG and not all(_A_LAW.search(side) for side in (left, right)):
        found = Outcome(NOT_CHECKED, f"one side names no law: it may hold for those that are meant (false "
                                     f"{found.reason})")  # fmt: skip
    if found.verdict == WRONG and tight and _bound_and_evidence(left, right):
        exact = ask(*(_GUESS.sub(lambda _: "p(z)", side) for side in (left, right)))
        if exact.verdict == FOLLOWS:
            q, p = words.names["q"], words.names["p"]
            found = Outcome(NOT_CHECKED, f"holds where {q} = {p}, of which the text speaks, and not for every {q}; if "
                                         f"that is meant, declare it: given: {q} = {p}")  # fmt: skip
    prior = False
    if found.verdict == WRONG and any(_PRIOR.search(side) for side in (left, right)):
        found, prior = _for_densities(ask, left, right, found)
    if found.verdict == WRONG:
        likely = any(SAID[LIKELIHOOD] in side for side in (left, right))
        return _in_the_words_of_the_notes(words, found, prior=prior, likely=likely)
    return replace(found, reason=f"{found.reason}; {words.shown(left, right)}")


def _bound_and_evidence(left: str, right: str) -> bool:
    """Whether log p(x) stands on one side, and on the other q and the model, but not the posterior by itself."""
    sides = sorted((left, right), key=len)
    own = [side.replace(SAID[JOINT], "").replace(SAID[LIKELIHOOD], "") for side in sides]
    return "(z)" not in sides[0] and not any(SAID[POSTERIOR] in side for side in own)


def _for_densities(ask: Callable[[str, str], Outcome], left: str, right: str, found: Outcome) -> tuple[Outcome, bool]:
    """What is wrong for a prior of any mass: is it for one that is a density?  And whether the mean was put in."""
    again = ask(_PRIOR.sub(lambda _: MEAN, left), _PRIOR.sub(lambda _: MEAN, right))
    if again.verdict != FOLLOWS:
        return again, True
    last = ask(_PRIOR.sub(lambda _: ANY, left), _PRIOR.sub(lambda _: ANY, right))
    if last.verdict == FOLLOWS:
        return replace(last, reason=f"{last.reason}; the prior sums to one"), False
    return Outcome(NOT_CHECKED, f"fails for a prior that does not sum to one (false {found.reason})"), False


def _in_the_words_of_the_notes(words: Words, found: Outcome, *, prior: bool, likely: bool) -> Outcome:
    """The witness with p(z|x) for p: what the reader of the notes can put into the formula that stands there."""
    data = dict(found.data or {})
    case = dict(data.get("at", {}))
    widths = case.pop("widths", None)
    for point in ("", "(z)"):
        if prior and {f"p{point}", f"q{point}"} <= set(case):
            case[f"h{point}"] = _each(lambda p, q: (p + q) / 2, case[f"p{point}"], case[f"q{point}"])
        if likely and {"Z", f"p{point}", f"h{point}"} <= set(case):
            case[f"k{point}"] = _each(lambda z, p, h: z * p / h, case["Z"], case[f"p{point}"], case[f"h{point}"])
    names = {**words.names, "k": f"p({words.observed}|{words.latent})"}
    # a law under a sum and at a point outside of it has values in both places
    names |= {f"{n}(z)": f"{law} at one {words.latent}" if n in case else law for n, law in names.items()}
    data["at"] = {names.get(name, name): value for name, value in case.items()}
    at = ", ".join(f"{name} = {_shown(value)}" for name, value in data["at"].items())
    at += f" (on cells of the widths {_shown(widths)})" if widths else ""
    data["at"] |= {"widths": widths} if widths else {}
    said = f"for fixed {words.observed}, at {at}: left {found.reason.rpartition(': left ')[2]}"
    return Outcome(WRONG, said, said, data)


def _each(formula: Callable[..., Fraction], *values: str | list[str]) -> str | list[str]:
    """The formula at every point; a number is the same at all of them."""
    size = max((len(v) for v in values if isinstance(v, list)), default=0)
    columns = [v if isinstance(v, list) else [v] * max(size, 1) for v in values]
    found = [str(formula(*map(Fraction, row))) for row in zip(*columns, strict=True)]
    return found if size else found[0]


def _shown(value: object) -> str:
    return f"({', '.join(map(str, value))})" if isinstance(value, list) else str(value)
