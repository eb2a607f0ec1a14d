"""Are two expressions equal?  A verdict with its reason, its witness, or what stood in the way.

    equal        their difference has normal form zero in every case of the signs
    different    a small rational case on which the two sides have disjoint certified enclosures
    undecided    neither: the expression leaves the class, and the verdict says by what

The two roads meet only in what the words mean (`theory.terms.named`, scopes, the push-forward of the noise): the normal
form works with polynomials, the witness with ball arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from time import perf_counter

import flint

from theory.deciding.balls import Case, Undefined, evaluate
from theory.deciding.blocked import Blocked
from theory.deciding.cases import cases
from theory.deciding.vocabulary import Vocabulary, vocabulary
from theory.deciding.zero import Proof, proved_equal
from theory.terms.domain import Setting
from theory.terms.expr import Expr

#: Cases tried before the normal form is computed: most false identities fall here.
FIRST = 3
BITS = 96
#: Where the normal forms differ but no case showed it, the values may be close: so many cases, with so many bits.
CLOSELY, MANY_BITS = 24, 1024


@dataclass(frozen=True)
class Witness:
    """A case on which the two sides have different values, with both enclosures."""

    case: Case
    left: flint.acb
    right: flint.acb


@dataclass(frozen=True)
class Verdict:
    """What was decided about two expressions, and why."""

    answer: str  # "equal", "different", "undecided"
    reason: str
    witness: Witness | None = None
    seconds: float = 0.0

    @property
    def equal(self) -> bool:
        return self.answer == "equal"


def decide(left: Expr, right: Expr, setting: Setting | None = None) -> Verdict:
    """Decide whether `left` and `right` are equal for everything that `setting` allows.

    Equal means: for all densities (normalised, unless the setting says otherwise), all discriminators, all unknown
    functions and all parameters in their domains, up to null sets.  Outside the reals, logarithms and powers take
    their principal values, so log(ab) = log a + log b is false for negative a and b.

    >>> from theory.terms.expr import At
    >>> decide(At("D*"), At("p") / (At("p") + At("q"))).answer
    'equal'
    """
    start = perf_counter()
    setting = setting or Setting()
    # one fixed order: the verdict cannot depend on which side is the reference
    swapped = repr(left) > repr(right)
    a, b = (right, left) if swapped else (left, right)
    answer, reason, witness = _decide(a, b, setting)
    if witness:
        witness = Witness(witness.case, witness.right, witness.left) if swapped else witness
        reason = f"on a small case the sides are {witness.left.str(12)} and {witness.right.str(12)}"
    return Verdict(answer, reason, witness, perf_counter() - start)


def _decide(a: Expr, b: Expr, setting: Setting) -> tuple[str, str, Witness | None]:
    try:
        names = vocabulary(a, b)
    except Blocked as why:
        return "undecided", str(why), None
    tried = _Trial(a, b, names, setting)
    if a == b:
        return ("equal", "the sides are the same", None) if tried.defined() else ("undecided", "no value", None)
    try:
        witness = tried.look(FIRST)
        if witness:
            return "different", "", witness
        proof = proved_equal(a, b, setting, natural=tried.natural)
    except Blocked as why:
        proof = Proof(False, str(why))
    if proof.equal:
        return "equal", proof.reason, None
    if names.two_faced:
        return "undecided", f"{', '.join(sorted(names.two_faced))} at a point and at another value", None
    witness = tried.at(proof.samples) or tried.look(None)
    if witness:
        return "different", "", witness
    return "undecided", proof.reason, None


class _Trial:
    """Looks for a witness, case after case; can be asked to look further."""

    def __init__(self, a: Expr, b: Expr, names: Vocabulary, setting: Setting) -> None:
        self.a, self.b, self.names, self.setting = a, b, names, setting
        self.cases = cases(names, setting)
        #: Parameters, and nobody declared a domain: points where neither side is real are outside the natural domain.
        declared = names.parameters & set(setting.symbols)
        self.natural = bool(names.parameters) and not declared and not names.complex
        self.seen_defined = False
        self.outside: Witness | None = None

    def look(self, how_many: int | None) -> Witness | None:
        """Try that many more cases; with None all that are left, and then some again with many more digits."""
        if self.names.two_faced:
            return None
        for case in islice(self.cases, how_many):
            witness = self._compare(case, BITS)
            if witness:
                return witness
        if how_many is not None:
            return None
        for case in islice(cases(self.names, self.setting), CLOSELY):
            witness = self._compare(case, MANY_BITS)
            if witness:
                return witness
        return None if self.seen_defined else self.outside

    def at(self, samples: list[dict[str, Fraction]]) -> Witness | None:
        """Look at points of the cells on which the normal forms differ."""
        for sample in samples:
            for case in islice(cases(self.names, self.setting), 4):
                parameters = {n: sample.get(f"${n}", v) for n, v in case.parameters.items()}
                functions = {n: _moved(n, v, sample) for n, v in case.functions.items()}
                witness = self._compare(replace(case, parameters=parameters, functions=functions), MANY_BITS)
                if witness:
                    return witness
        return None

    def defined(self) -> bool:
        """Has the left side a value somewhere?"""
        with flint.ctx.workprec(BITS):
            return any(_has_value(self.a, case) for case in islice(self.cases, 24))

    def _compare(self, case: Case, bits: int) -> Witness | None:
        with flint.ctx.workprec(bits):
            try:
                left, right = evaluate(self.a, case), evaluate(self.b, case)
            except (Undefined, ZeroDivisionError, OverflowError):
                return None
        self.seen_defined |= not (left.left_the_reals or right.left_the_reals)
        if left.ball.overlaps(right.ball):
            return None
        witness = Witness(case, left.ball, right.ball)
        if self.natural and left.left_the_reals and right.left_the_reals:
            self.outside = self.outside or witness  # it counts only if no other point does
            return None
        return witness


def _moved(name: str, values: tuple[Fraction, ...], sample: dict[str, Fraction]) -> tuple[Fraction, ...]:
    """The first value of a function moved to the sample; densities stay normalised, so they stay."""
    key = name if len(values) == 1 else f"{name}@"
    return (sample[key], *values[1:]) if key in sample and name not in ("p", "q", "p_z", "q'") else values


def _has_value(e: Expr, case: Case) -> bool:
    try:
        evaluate(e, case)
    except (Undefined, ZeroDivisionError, OverflowError):
        return False
    return True
