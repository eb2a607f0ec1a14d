"""A bound whose signs are proved where p > q and where p < q, each by itself: for integrands with |p - q| in them."""

from __future__ import annotations

from dataclasses import dataclass

from theory.printing.plain import plain
from theory.proving.bound import Bound, Drop, _integrand
from theory.proving.step import ProofGap
from theory.terms.derivative import substituted
from theory.terms.expr import At, Expr, as_expr

#: What the larger density has more; a positive function.
EXCESS = "excess"


@dataclass(frozen=True, kw_only=True)
class TwoSidedBound(Bound):
    """A `Bound` in which each sign may also be shown with p = q + excess, with q = p + excess, and at p = q.

    What is dropped without a lemma may vanish at p = q; the weight and the argument of a lemma may not.
    """

    def sign(self, e: Expr, **more: str) -> int | None:
        found = super().sign(e, **more)
        if found is not None:
            return found
        sides = self._sides(e, **more)
        return sides if super().sign(substituted(e, At("p"), _the("q")), **more) == sides else None

    def _sides(self, e: Expr, **more: str) -> int | None:
        """The sign of e where p > q, if it is the same as where p < q."""
        signs = {
            super(TwoSidedBound, self).sign(
                substituted(e, At(larger), lambda x, y=smaller: At(y, x) + At(EXCESS, x)),
                **{EXCESS: "(0, inf)"},
                **more,
            )
            for larger, smaller in (("p", "q"), ("q", "p"))
        }
        return signs.pop() if len(signs) == 1 else None

    def _not_negative(self, line: Drop, dropped: Expr, where: str) -> None:
        if line.lemma is not None:
            return super()._not_negative(line, dropped, where)
        body = _integrand(dropped)
        if self.sign(body) == 1:
            return None
        nothing = self.decide(substituted(body, At("p"), _the("q")), as_expr(0)).equal
        if not nothing or self._sides(body) != 1:
            raise ProofGap(f"{self.about}: {where}: {plain(body)} is not shown to be positive where p and q differ")
        return None


def _the(name: str):
    return lambda x: At(name, x)
