"""The proof side of a decision: the difference has normal form zero in every case of the signs."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from theory.deciding.attempts import settled
from theory.deciding.blocked import Blocked, NeedSign
from theory.deciding.cells import samples
from theory.deciding.forms import Form, is_zero, minus
from theory.deciding.normal import Normal
from theory.deciding.signs import Conditions
from theory.terms.domain import Setting
from theory.terms.expr import Expr

MOST_CASES = 64


@dataclass(frozen=True)
class Proof:
    """Whether the sides agree, why, and points of the cells on which they may not."""

    equal: bool
    reason: str
    samples: list[dict[str, Fraction]] = field(default_factory=list)


def proved_equal(a: Expr, b: Expr, setting: Setting, *, natural: bool = False) -> Proof:
    """Whether a - b has normal form zero, and the reason in words.

    With `natural`, cases in which neither side is real are left out: they are outside the natural domain of both.
    """
    return settled((a, b), setting, lambda normal: _Cases(a, b, normal, natural).run())


class _Cases:
    """Signs outside the integrals are taken apart into cases, and in each the two sides are compared."""

    def __init__(self, a: Expr, b: Expr, normal: Normal, natural: bool) -> None:
        self.a, self.b, self.normal, self.natural = a, b, normal, natural
        self.ring, self.signs = normal.ring, normal.algebra.signs
        self.samples: list[dict[str, Fraction]] = []
        self.leaves = self.outside = 0

    def run(self) -> Proof:
        gap = self._case({})
        if gap:
            return Proof(False, gap, self.samples)
        if not self.leaves:
            return Proof(False, "neither side is real anywhere")
        how = "the difference has normal form zero"
        if self.leaves > 1:
            how += f" in each of {self.leaves} cases of signs"
        if self.outside:
            how += ", wherever the sides are real"
        return Proof(True, how)

    def _case(self, assumed: Conditions) -> str:
        """Empty if the sides agree in this case of the signs, otherwise why not."""
        if self.leaves + self.outside > MOST_CASES:
            raise Blocked(f"more than {MOST_CASES} cases of signs")
        self.signs.assumed = assumed
        try:
            left, right = self.normal.form(self.a), self.normal.form(self.b)
            if is_zero(self.ring, minus(self.ring, left, right)):
                self.leaves += 1
            elif self.natural and self._leaves_the_reals(left) and self._leaves_the_reals(right):
                self.outside += 1
            else:
                self.samples = [s for where in (assumed, *self.normal.cells) for s in samples(self.ring, where)]
                return "the normal forms differ, but no small case was found on which the values do"
            return ""
        except NeedSign as need:
            if need.bound:
                raise
            f = need.factor
        for sign in (1, -1):
            gap = self._case({**assumed, str(f): (f, sign)})  # both can occur: else the sign would have been known
            if gap:
                return gap
        return ""

    def _leaves_the_reals(self, form: Form) -> bool:
        return any(self.ring.is_complex(f) for u in form.values() for f in (u.num, u.den))
